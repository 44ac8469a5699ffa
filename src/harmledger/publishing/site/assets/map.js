// The rows of the incidents in; map, timeline and list of those that fit out. Classic scripts: opens from disk, asks nothing of any network.
var harmledger = (function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg";
  var STEP = 40, CELL = 28, AREA = 26, MOST_COLUMNS = 120, CLOSEST = 64;
  var page = function (id) { return document.getElementById(id); };
  var form = page("finder"), map = page("map"), list = page("found"), time = page("time");
  var texts = {}, asked = {};
  var words = form.dataset, index = null, rows = [], fitting = [], listed = 0, loaded = 0;
  var whole = { x: 0, y: 0, w: map.viewBox.baseVal.width, h: map.viewBox.baseVal.height };
  var looking = harmledgerView(map, { x: 0, y: 0, w: whole.w, h: whole.h, least: whole.w / CLOSEST }, function () { changed(); });
  var view = looking.at;
  var collator = new Intl.Collator(document.documentElement.lang || undefined);

  var plain = function (text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").toLowerCase()
      .replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647");
  };
  var make = function (name, attributes, text, svg) {
    var made = svg ? document.createElementNS(SVG, name) : document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text !== undefined && text !== null) made.textContent = text;
    return made;
  };
  var number = function (value) { return value.toLocaleString("en"); };

  // Rows
  var read = function (values) {
    var row = { number: rows.length };
    index.fields.forEach(function (field, at) { row[field] = values[at]; });
    row.placed = row.longitude !== null;
    if (row.placed) {
      row.x = (row.longitude - Number(map.dataset.west)) * Number(map.dataset.perX);
      row.y = (Number(map.dataset.north) - row.latitude) * Number(map.dataset.perY);
      row.r = row.radius_m / 111320 * Number(map.dataset.perY);
    }
    row.parties = row.blamed.map(function (at) { return index.parties[at]; });
    row.words = plain([row.place, row.key, row.when].concat(row.parties).join(" "));
    return row;
  };

  // The words of reports: looked up in one file for each word, which comes as a script
  var hashed = function (word) {
    var hash = 2166136261;
    for (var at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 16777619);
    return hash >>> 0;
  };
  var fileOf = function (word) { return hashed(word) % index.word_files; };
  var folded = function (text) { return (plain(text).match(/[\p{L}\p{N}]+/gu) || []).filter(function (word) { return word.length > 1; }); };
  var lookUp = function (text) {
    folded(text).map(fileOf).forEach(function (file) {
      if (asked[file]) return;
      asked[file] = true;
      load("words-" + file + ".js");
    });
  };
  var holding = function (word) {
    var steps = (texts[fileOf(word)] || {})[word], found = new Set(), row = 0;
    if (Array.isArray(steps)) steps.forEach(function (step) { row += step; found.add(row); });
    return found;
  };

  // Filters, and the address that holds them
  var FIELDS = ["q", "grade", "strike", "party", "country", "from", "to", "sort", "here"];
  var field = function (name) { return page("by-" + name); };
  var value = function (name) { var f = field(name); return f.type === "checkbox" ? (f.checked ? "1" : "") : f.value; };
  var address = function () {
    var parts = FIELDS.filter(function (name) { return value(name) && !(name === "sort" && value(name) === "date-down"); })
      .map(function (name) { return name + "=" + encodeURIComponent(value(name)); });
    if (view.w !== whole.w) parts.push("view=" + [view.x, view.y, view.w].map(function (each) { return Math.round(each * 10) / 10; }).join(","));
    return "#" + parts.join("&");
  };
  var follow = function () {
    var asked = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      try { if (at > 0) asked[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1)); } catch (fault) { return; }
    });
    FIELDS.forEach(function (name) {
      var f = field(name);
      if (f.type === "checkbox") f.checked = asked[name] === "1"; else f.value = asked[name] || "";
      if (f.selectedIndex === -1) f.selectedIndex = 0;
    });
    var at = (asked.view || "").split(",").map(Number);
    if (at.length === 3 && at.every(isFinite) && at[2] > 0) looking.look(at[0], at[1], at[2]); else looking.look(0, 0, whole.w);
  };
  var fits = function () {
    var wanted = plain(value("q")).split(/\s+/).filter(Boolean);
    var told = wanted.map(function (word) { return folded(word).map(holding); });
    var grade = value("grade"), strike = value("strike"), party = value("party"), country = value("country");
    var from = value("from"), to = value("to"), here = value("here");
    return function (row) {
      return (!grade || index.grades[row.grade] === grade) && (!strike || index.strikes[row.strike] === strike) &&
        (!party || row.parties.indexOf(party) >= 0) && (!country || row.country === country) &&
        (!from || (row.end && row.end.slice(0, 7) >= from)) && (!to || (row.start && row.start.slice(0, 7) <= to)) &&
        (!here || (row.placed && row.x >= view.x && row.x <= view.x + view.w && row.y >= view.y && row.y <= view.y + view.h)) &&
        wanted.every(function (word, at) {
          return row.words.indexOf(word) >= 0 ||
            (told[at].length > 0 && told[at].every(function (found) { return found.has(row.number); }));
        });
    };
  };
  var ORDERS = {
    "date-down": function (a, b) { return (a.start || "") < (b.start || "") ? 1 : (a.start || "") > (b.start || "") ? -1 : 0; },
    "date-up": function (a, b) { return !a.start - !b.start || (a.start < b.start ? -1 : a.start > b.start ? 1 : 0); },
    "killed-down": function (a, b) { return b.killed_low - a.killed_low; },
    "place-up": function (a, b) { return collator.compare(a.place, b.place); }
  };

  // The map: view.js moves it, here is drawn what fits
  // Closer keeps something in view: where the middle of the map is empty, what lies nearest to it.
  var closer = function (by) {
    var x = view.x + view.w / 2, y = view.y + view.h / 2, w = view.w / by, h = view.h / by;
    var off = function (row) { return Math.max(Math.abs(row.x - x) / w, Math.abs(row.y - y) / h); };
    var near = fitting.reduce(function (best, row) { return row.placed && (!best || off(row) < off(best)) ? row : best; }, null);
    if (by > 1 && near && off(near) > .4) { x = near.x; y = near.y; }
    looking.look(x - w / 2, y - h / 2, w);
    changed();
  };
  var grouped = function (of, key) {
    var groups = new Map();
    of.forEach(function (row) {
      var at = key(row);
      if (groups.has(at)) groups.get(at).push(row); else groups.set(at, [row]);
    });
    return groups;
  };
  var mean = function (of, name) { return of.reduce(function (sum, row) { return sum + row[name]; }, 0) / of.length; };
  var draw = function () {
    var scale = looking.pixel(), cell = CELL * scale;
    var inside = fitting.filter(function (row) {
      return row.placed && row.x > view.x - row.r && row.x < view.x + view.w + row.r && row.y > view.y - row.r && row.y < view.y + view.h + row.r;
    });
    var wide = inside.filter(function (row) { return row.r > AREA * scale; });
    var points = inside.filter(function (row) { return row.r <= AREA * scale; });
    var areas = document.createDocumentFragment(), dots = document.createDocumentFragment();
    grouped(wide, function (row) { return row.x + "," + row.y + "," + row.r; }).forEach(function (group) {
      var circle = make("circle", { "class": "area", cx: group[0].x, cy: group[0].y, r: group[0].r }, null, true);
      circle.appendChild(make("title", {}, group[0].place + ": " + number(group.length) + " " + words.known, true));
      areas.appendChild(circle);
      if (group.length > 1) areas.appendChild(make("text", { "class": "count", x: group[0].x, y: group[0].y, "font-size": 11 * scale, dy: ".35em" }, number(group.length), true));
    });
    grouped(points, function (row) { return Math.floor(row.x / cell) + "," + Math.floor(row.y / cell); }).forEach(function (group) {
      var r = Math.min(5 + 2.4 * Math.log2(group.length), CELL / 2) * scale;
      var middle = function (name) {
        var first = Math.floor(group[0][name] / cell) * cell;
        return group.length === 1 ? group[0][name] : Math.min(Math.max(mean(group, name), first + r), first + cell - r);
      };
      var x = middle("x"), y = middle("y");
      if (group.length === 1 && group[0].r > r) dots.appendChild(make("circle", { "class": "within", cx: x, cy: y, r: group[0].r }, null, true));
      var dot = make("circle", { "class": "dot", cx: x, cy: y, r: r }, null, true);
      dot.appendChild(make("title", {}, group[0].place + (group.length > 1 ? " …" : "") + ": " + number(group.length), true));
      dot.addEventListener("click", function () {
        if (group.length === 1) location.href = words.root + group[0].page;
        else { looking.look(x - view.w / 5, y - view.h / 5, view.w / 2.5); changed(); }
      });
      dots.appendChild(dot);
      if (group.length > 1) dots.appendChild(make("text", { "class": "count", x: x, y: y, "font-size": (group.length < 1000 ? 11 : 8) * scale, dy: ".35em" }, number(group.length), true));
    });
    page("areas").replaceChildren(areas);
    page("dots").replaceChildren(dots);
    looking.drawn();
  };

  // The timeline
  var months = function () {
    var dated = fitting.filter(function (row) { return row.start && row.end && row.start.slice(0, 7) === row.end.slice(0, 7); });
    var size = 7, counts = grouped(dated, function (row) { return row.start.slice(0, 7); });
    if (counts.size > MOST_COLUMNS) { size = 4; counts = grouped(dated, function (row) { return row.start.slice(0, 4); }); }
    return { size: size, counts: counts };
  };
  var after = function (key) {
    if (key.length === 4) return String(Number(key) + 1);
    var month = Number(key.slice(5)), year = Number(key.slice(0, 4));
    return month === 12 ? (year + 1) + "-01" : year + "-" + String(month + 1).padStart(2, "0");
  };
  var drawTime = function () {
    var found = months(), keys = Array.from(found.counts.keys()).sort(), all = [];
    for (var key = keys[0]; key && key <= keys[keys.length - 1] && all.length < 1200; key = after(key)) all.push(key);
    var top = Math.max.apply(null, keys.map(function (k) { return found.counts.get(k).length; }).concat(1));
    var wide = time.clientWidth || 900;  // a unit is a pixel: letters stay readable on a phone
    time.setAttribute("viewBox", "0 -4 " + wide + " 124");
    var step = Math.min(wide / Math.max(all.length, 1), 36), columns = document.createDocumentFragment();
    var labelled = Math.ceil(Math.max(60 / step, all.length * 110 / wide));
    all.forEach(function (key, at) {
      var count = (found.counts.get(key) || []).length, height = count / top * 90;
      var bar = make("rect", { "class": "solid", x: at * step, y: 100 - height, width: Math.max(step * .8, .5), height: height }, null, true);
      bar.appendChild(make("title", {}, key + ": " + number(count), true));
      bar.addEventListener("click", function () {
        field("from").value = key.length === 4 ? key + "-01" : key;
        field("to").value = key.length === 4 ? key + "-12" : key;
        changed();
      });
      columns.appendChild(bar);
      if (at % labelled === 0) columns.appendChild(make("text", { "class": "tick", x: at * step, y: 116 }, key, true));
    });
    if (all.length) columns.appendChild(make("text", { "class": "tick", x: 0, y: 8 }, number(top), true));
    time.replaceChildren(columns);
  };

  // The list
  var counted = function (pairs) {
    return pairs.map(function (pair) { return pair[0] + " " + pair[1]; }).join(" · ");
  };
  var inPassing = function (row) { return row.passing.length ? words.passing + " " + counted(row.passing) : ""; };
  var item = function (row) {
    var entry = make("li"), link = make("a", { href: words.root + row.page });
    link.appendChild(make("bdi", {}, row.place));
    entry.appendChild(link);
    if (row.key) { entry.appendChild(document.createTextNode(" ")); entry.appendChild(make("small", {}, row.key)); }
    entry.appendChild(make("span", { "class": "quiet" }, " " + row.when));
    entry.appendChild(make("br"));
    entry.appendChild(make("span", {}, words.killed + ": " + (counted(row.killed) || inPassing(row) || words.unknown)));
    entry.appendChild(document.createTextNode(" "));
    entry.appendChild(make("span", { "class": "grade" }, index.grades[row.grade] || words.ungraded));
    return entry;
  };
  var more = function () {
    var next = document.createDocumentFragment();
    fitting.slice(listed, listed + STEP).forEach(function (row) { next.appendChild(item(row)); });
    listed = Math.min(listed + STEP, fitting.length);
    list.appendChild(next);
    page("more").hidden = listed >= fitting.length;
  };

  var show = function () {
    lookUp(value("q"));
    fitting = rows.filter(fits()).sort(ORDERS[value("sort") || "date-down"]);
    page("shown").textContent = number(fitting.length);
    page("nothing").hidden = fitting.length > 0;
    listed = 0;
    list.replaceChildren();
    more();
    draw();
    drawTime();
  };
  var changed = function () {
    history.replaceState(null, "", address());
    page("permanent").href = address();
    show();
  };
  var fill = function (name, values) {
    values.forEach(function (each) { if (each[0]) field(name).add(new Option(each[1], each[0])); });
  };
  var pairs = function (values) { return values.map(function (each) { return [each, each]; }); };
  var load = function (file) {
    var script = make("script", { src: words.root + "data/" + file });
    script.addEventListener("error", function () { page("shown").textContent = words.missing; });
    document.body.appendChild(script);
  };
  var begin = function () {
    form.hidden = false;
    page("static").hidden = true;
    page("tools").hidden = false;
    var waiting = 0;
    field("q").addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(changed, 150); });
    form.addEventListener("change", changed);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(function () { looking.look(0, 0, whole.w); changed(); }, 0); });
    page("closer").addEventListener("click", function () { closer(2); });
    page("further").addEventListener("click", function () { closer(.5); });
    page("more").addEventListener("click", more);
    window.addEventListener("resize", function () { draw(); drawTime(); });
    window.addEventListener("hashchange", function () { follow(); show(); });
    follow();
    page("permanent").href = address();
    show();
  };

  return {
    start: function () { load("index.js"); },
    // For the test that holds this and search.py together.
    folds: function (text) { return [folded(text), folded(text).map(hashed)]; },
    index: function (given) {
      index = given;
      fill("grade", pairs(index.grades));
      fill("strike", pairs(index.strikes));
      fill("party", pairs(index.parties));
      fill("country", index.countries);
      if (!index.shards) begin(); else load("rows-1.js");
    },
    words: function (file, given) {
      texts[file] = given;
      show();
    },
    rows: function (given) {
      given.forEach(function (values) { rows.push(read(values)); });
      loaded += 1;
      if (loaded < index.shards) load("rows-" + (loaded + 1) + ".js"); else begin();
    }
  };
})();
harmledger.start();

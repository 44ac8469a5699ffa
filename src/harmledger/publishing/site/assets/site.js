// The list as rendered in; rows shown, hidden and ordered out. A classic script: it opens from disk, and asks nothing of any network.
(function () {
  "use strict";
  var table = document.getElementById("incidents");
  var form = document.getElementById("filters");
  if (!table || !form) return;
  var body = table.tBodies[0];
  var collator = new Intl.Collator(document.documentElement.lang || undefined);
  var field = function (name) { return document.getElementById("f-" + name); };
  var shown = field("shown"), nothing = document.getElementById("nothing");

  var plain = function (text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").toLowerCase();
  };
  var rows = Array.prototype.map.call(body.rows, function (row) {
    var data = row.dataset;
    return {
      row: row, date: data.date, killed: Number(data.killed), grade: data.grade, place: data.place,
      parties: data.parties ? data.parties.split("\n") : [], words: plain(row.textContent)
    };
  });

  var offer = function (name, values) {
    var select = field(name);
    Array.from(new Set(values)).filter(Boolean).sort(collator.compare).forEach(function (value) {
      select.add(new Option(value, value));
    });
  };
  offer("grade", rows.map(function (each) { return each.grade; }));
  offer("party", [].concat.apply([], rows.map(function (each) { return each.parties; })));
  offer("place", rows.map(function (each) { return each.place; }));

  var filter = function () {
    var wanted = plain(field("words").value).split(/\s+/).filter(Boolean);
    var grade = field("grade").value, party = field("party").value, place = field("place").value;
    var count = 0;
    rows.forEach(function (each) {
      var fits = (!grade || each.grade === grade) && (!place || each.place === place) &&
        (!party || each.parties.indexOf(party) >= 0) &&
        wanted.every(function (word) { return each.words.indexOf(word) >= 0; });
      if (each.row.hidden === fits) each.row.hidden = !fits;
      if (fits) count += 1;
    });
    shown.textContent = count.toLocaleString("en");
    nothing.hidden = count > 0;
  };

  var orders = {
    // Rows without a date come last either way.
    "date-down": function (a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : 0; },
    "date-up": function (a, b) { return !a.date - !b.date || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0); },
    "killed-down": function (a, b) { return b.killed - a.killed; },
    "place-up": function (a, b) { return collator.compare(a.place, b.place); }
  };
  var sort = function () {
    var all = document.createDocumentFragment();
    rows.slice().sort(orders[field("sort").value]).forEach(function (each) { all.appendChild(each.row); });
    body.appendChild(all);
  };

  var waiting = 0;
  field("words").addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  ["grade", "party", "place"].forEach(function (name) { field(name).addEventListener("change", filter); });
  field("sort").addEventListener("change", sort);
  form.addEventListener("reset", function () { setTimeout(function () { filter(); sort(); }, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  // A browser that goes back may have kept what was typed.
  filter();
  sort();
})();

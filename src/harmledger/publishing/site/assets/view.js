// The drawing of a map in; what people do to it with a wheel, a mouse, fingers and keys as the part of it that they look at, out.
// Of the site and of the desk. A classic script: opens from disk, asks nothing of any network.
var harmledgerView = function (map, limits, settled) {
  "use strict";
  var SIZE = { country: 12.5, town: 10.5 }, BELOW = { country: 0, town: 16.3 }, LINE = 15, AROUND = 6, SETTLES_MS = 220, KEYS_MS = 500;
  var whole = { w: map.viewBox.baseVal.width, h: map.viewBox.baseVal.height };
  var view = { x: 0, y: 0, w: whole.w, h: whole.h };
  var drawn = whole.w, fingers = new Map(), held = null, moved = false, waiting = 0;
  var within = function (value, least, most) { return Math.min(Math.max(value, least), most); };
  map.style.maxWidth = "calc(var(--map-high) * " + whole.w / whole.h + ")"; // no empty bands beside a map that is as high as a window lets it be
  var pixel = function () { return 1 / map.getScreenCTM().a; };

  // Names that do not lie upon each other, on a dot or on the scale, those that stand first before the others; sizes stay as they are on the screen.
  // A town's name is written below its point, and letters are as broad as the font of this browser has them.
  var names = Array.from(map.querySelectorAll(".names text")).map(function (text) {
    var kind = text.getAttribute("class");
    return { text: text, x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")), below: BELOW[kind], size: SIZE[kind], half: text.getComputedTextLength() / 2 + AROUND };
  });
  var covered = function (unit) {
    var dots = Array.from(map.querySelectorAll(".dot")).map(function (dot) {
      var r = dot.r.baseVal.value / unit;
      return { x: dot.cx.baseVal.value / unit, y: dot.cy.baseVal.value / unit, half: r, high: r };
    });
    return dots.concat({ x: view.x / unit + 67, y: (view.y + view.h) / unit - 20, half: 55, high: 12 });
  };
  var name = function (unit) {
    var taken = covered(unit);
    names.forEach(function (each) {
      var x = each.x / unit, y = each.y / unit + each.below;
      var inside = x - each.half > view.x / unit && x + each.half < (view.x + view.w) / unit && y - LINE / 2 > view.y / unit && y + LINE / 2 < (view.y + view.h) / unit;
      var free = inside && taken.every(function (other) {
        return Math.abs(other.y - y) >= LINE / 2 + other.high || Math.abs(other.x - x) >= other.half + each.half;
      });
      if (free) taken.push({ x: x, y: y, half: each.half, high: LINE / 2 });
      each.text.setAttribute("visibility", free ? "visible" : "hidden");
      if (free) each.text.setAttribute("font-size", each.size * unit);
    });
  };
  var bar = map.querySelector(".scale");
  var lengths = bar.dataset.lengths.split("|").map(function (each) { return each.split(":"); });
  var measure = function (unit) {
    var metres = Number(bar.dataset.metres) * unit;
    var longest = lengths.filter(function (each) { return Number(each[0]) <= 110 * metres; }).pop() || lengths[0];
    bar.setAttribute("transform", "translate(" + (view.x + 12 * unit) + " " + (view.y + view.h - 12 * unit) + ") scale(" + unit + ")");
    bar.querySelector("path").setAttribute("d", "M0 -5v5h" + Number(longest[0]) / metres + "v-5");
    bar.querySelector("text").textContent = longest[1];
  };
  var keepSizes = function () {
    var by = view.w / drawn;
    map.querySelectorAll(".dot, .count").forEach(function (each) {
      var what = each.tagName === "circle" ? "r" : "font-size";
      if (each.wasDrawn === undefined) each.wasDrawn = Number(each.getAttribute(what));
      each.setAttribute(what, each.wasDrawn * by);
    });
  };
  var dress = function () { var unit = pixel(); keepSizes(); name(unit); measure(unit); };

  var look = function (x, y, w) {
    view.w = within(w, limits.least, limits.w);
    view.h = view.w * whole.h / whole.w;
    view.x = within(x, limits.x, limits.x + limits.w - view.w);
    view.y = within(y, limits.y, limits.y + limits.h - view.h);
    map.setAttribute("viewBox", [view.x, view.y, view.w, view.h].join(" "));
    map.style.touchAction = limits.closer || view.w < whole.w ? "none" : "pan-y"; // a page is scrolled past a map that shows all it has
    dress();
  };
  var settle = function (after) {
    clearTimeout(waiting);
    waiting = setTimeout(settled, after);
  };
  var at = function (event) {
    var seen = map.getScreenCTM();
    return { x: (event.clientX - seen.e) / seen.a, y: (event.clientY - seen.f) / seen.d };
  };
  var zoom = function (by, point) {
    var middle = point || { x: view.x + view.w / 2, y: view.y + view.h / 2 };
    var w = within(view.w / by, limits.least, limits.w), share = w / view.w;
    look(middle.x - (middle.x - view.x) * share, middle.y - (middle.y - view.y) * share, w);
  };

  map.addEventListener("wheel", function (event) {
    var closer = event.deltaY < 0;
    if (event.deltaY === 0 || (closer ? view.w <= limits.least : view.w >= limits.w)) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? .05 : .002)), at(event));
    settle(SETTLES_MS);
  }, { passive: false });

  // One finger, or the mouse, moves it; two also bring it closer.
  var grip = function () {
    var all = Array.from(fingers.values()), n = all.length;
    var middle = { clientX: 0, clientY: 0 };
    all.forEach(function (each) { middle.clientX += each.clientX / n; middle.clientY += each.clientY / n; });
    var apart = n > 1 ? Math.hypot(all[0].clientX - all[1].clientX, all[0].clientY - all[1].clientY) : 0;
    return { clientX: middle.clientX, clientY: middle.clientY, point: at(middle), apart: apart };
  };
  map.addEventListener("pointerdown", function (event) {
    if (event.button > 0) return;
    if (!fingers.size) moved = false;
    fingers.set(event.pointerId, event);
    held = grip();
  });
  window.addEventListener("pointermove", function (event) {
    if (!fingers.has(event.pointerId)) return;
    var far = Math.hypot(event.clientX - held.clientX, event.clientY - held.clientY) > 4;
    if (!moved && !far && fingers.size < 2) return;
    moved = true;
    fingers.set(event.pointerId, event);
    var now = grip();
    if (held.apart && now.apart) zoom(now.apart / held.apart, now.point);
    var after = at(now);
    look(view.x + held.point.x - after.x, view.y + held.point.y - after.y, view.w);
    held.apart = now.apart;
  });
  var letGo = function (event) {
    if (!fingers.delete(event.pointerId)) return;
    if (fingers.size) held = grip();
    else if (moved) settle(0);
  };
  window.addEventListener("pointerup", letGo);
  window.addEventListener("pointercancel", letGo);
  map.addEventListener("click", function (event) {
    if (!moved) return;
    moved = false; // what was moved was not meant to be pressed
    event.preventDefault();
    event.stopPropagation();
  }, true);
  map.addEventListener("dragstart", function (event) { event.preventDefault(); });
  window.addEventListener("resize", function () { dress(); });
  map.addEventListener("dblclick", function (event) { zoom(2, at(event)); settle(SETTLES_MS); });

  var KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  map.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var step = KEYS[event.key], by = { "+": 1.5, "=": 1.5, "-": 1 / 1.5 }[event.key];
    if (step) look(view.x + step[0] * view.w / 6, view.y + step[1] * view.h / 6, view.w);
    else if (by) zoom(by);
    else return;
    event.preventDefault();
    settle(KEYS_MS);
  });

  look(view.x, view.y, view.w);
  return {
    at: view, look: look, zoom: zoom, pixel: pixel,
    // What was just drawn has the sizes that it should have as the map is looked at now.
    drawn: function () { drawn = view.w; dress(); }
  };
};

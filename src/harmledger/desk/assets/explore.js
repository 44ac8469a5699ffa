// The desk's map in; the same page for the part of it that somebody looks at, asked of the desk, out: nothing else is asked.
"use strict";
(() => {
  const NARROW_PX = 600, LEAST_DEGREES = 0.04, DIGITS = 4;
  let asking = null;

  // The page at this address, put in place of the one that is shown, and its address where a reader copies it from.
  const show = async (url) => {
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    const asked = new URL(url);
    if (isNarrow()) asked.searchParams.set("narrow", "1");
    let answer;
    try {
      answer = await fetch(asked, { signal: mine.signal });
    } catch (fault) {
      if (mine.signal.aborted) return;
      throw fault;
    }
    if (!answer.ok || answer.redirected) return location.assign(url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine.signal.aborted) return;
    const focused = document.activeElement && document.activeElement.id;
    document.getElementById("main").replaceWith(page.getElementById("main"));
    history.replaceState(null, "", url);
    begin();
    const again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
    const map = document.getElementById("map");
    document.getElementById("shown").textContent = map ? map.getAttribute("aria-label") : document.querySelector(".empty").textContent;
  };
  const isNarrow = () => document.getElementById("main").clientWidth < NARROW_PX;

  const begin = () => {
    const map = document.getElementById("map");
    if (!map) return;
    const { width, height } = map.viewBox.baseVal;
    const west = Number(map.dataset.west), north = Number(map.dataset.north);
    const perX = Number(map.dataset.perX), perY = Number(map.dataset.perY);
    const limits = { x: -width, y: -height, w: 3 * width, h: 3 * height, least: Math.min(LEAST_DEGREES * perX, width), closer: location.search.includes("box=") };
    const looking = harmledgerView(map, limits, () => {
      const { x, y, w, h } = looking.at;
      const box = [north - (y + h) / perY, west + x / perX, north - y / perY, west + (x + w) / perX];
      const url = new URL(location.href);
      url.searchParams.set("box", box.map((degrees) => degrees.toFixed(DIGITS)).join(","));
      show(url.href);
    });
    if (isNarrow() && !map.classList.contains("narrow")) show(location.href);
  };

  // Links from one part of the map to another stay on the page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-part]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(new URL(link.getAttribute("href"), location.href).href);
  });
  begin();
})();

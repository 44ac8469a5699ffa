// Keys and selections in; buttons pressed, and fields filled with the place of the selected words, out. It asks nothing of any network.
"use strict";
(() => {
  const text = document.getElementById("text");
  const points = (words) => Array.from(words).length;

  // Keys: a key presses what names it in aria-keyshortcuts, unless something is being typed.
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    const named = Array.from(document.querySelectorAll("[aria-keyshortcuts]")).find((each) => each.getAttribute("aria-keyshortcuts") === event.key);
    if (!named) return;
    event.preventDefault();
    named.click();
  });

  // Dialogs, and a correction that was opened: the first field is where one goes on.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
  });

  // Selections: the words that were selected last in the report, by the code points of its text.
  let chosen = null;
  const before = (run, node) => {
    let at = Number(run.dataset.at);
    const walker = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
    for (let each = walker.nextNode(); each && each !== node; each = walker.nextNode()) {
      at += each.parentElement.dataset.code === undefined ? points(each.data) : 1;
    }
    return at;
  };
  const place = (node, within) => {
    const run = node.parentElement.closest("[data-at]");
    if (node.parentElement.dataset.code !== undefined) return before(run, node) + (within > 0 ? 1 : 0);
    return before(run, node) + points(node.data.slice(0, within));
  };
  const selected = () => {
    const selection = document.getSelection();
    if (!text || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const nodes = [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let each = walker.nextNode(); each; each = walker.nextNode()) {
      if (range.intersectsNode(each) && each.parentElement.closest("[data-at]")) nodes.push(each);
    }
    if (!nodes.length) return null;
    const first = nodes[0];
    const last = nodes[nodes.length - 1];
    const from = first === range.startContainer ? range.startOffset : 0;
    const to = last === range.endContainer ? range.endOffset : last.data.length;
    const words = nodes.map((each) => each.data.slice(each === first ? from : 0, each === last ? to : undefined)).join("");
    const start = place(first, from) + points(words) - points(words.trimStart());
    const end = place(last, to) - (points(words) - points(words.trimEnd()));
    return end > start ? { start, end, words: words.trim() } : null;
  };
  document.addEventListener("selectionchange", () => {
    chosen = selected() || chosen;
  });
  document.addEventListener("click", (event) => {
    const taker = event.target.closest("[data-take]");
    if (!taker) return;
    const form = taker.form;
    const name = taker.dataset.take;
    chosen = selected() || chosen; // the browser tells of a selection a moment later: a key may come first
    if (!chosen) {
      event.preventDefault();
      text.focus();
      return;
    }
    form.elements[name + ".start"].value = chosen.start;
    form.elements[name + ".end"].value = chosen.end;
    const shows = form.querySelector(`[data-shows="${name}"]`);
    if (shows) shows.textContent = chosen.words;
  });

  // The claim in hand is brought into sight in its report: what lies around stays where it is.
  const hand = document.querySelector("mark.in-hand");
  const sheet = hand && hand.closest(".page-of-report");
  if (sheet && !location.hash) {
    sheet.scrollTop += hand.getBoundingClientRect().top - sheet.getBoundingClientRect().top - sheet.clientHeight / 3;
  }
})();

// Keys, cards of marks, and the place of a selection. Everything else works without this file.
"use strict";
(() => {
const $ = (id) => document.getElementById(id);
const card = $("card");

function showCard(mark) {
  card.textContent = mark.dataset.told;
  card.hidden = false;
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect(), size = card.getBoundingClientRect();
  const below = box.bottom + 6 + size.height < innerHeight || box.top < size.height + 6;
  card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
  card.style.top = `${Math.max(8, below ? box.bottom + 6 : box.top - size.height - 6)}px`;
}
const hideCard = () => { card.hidden = true; };
for (const text of document.querySelectorAll(".text")) {
  for (const mark of text.querySelectorAll("[data-figure]")) { mark.tabIndex = 0; mark.setAttribute("role", "link"); }
  const markOf = (event) => event.target instanceof Element ? event.target.closest("[data-told]") : null;
  text.addEventListener("mouseover", (event) => { const mark = markOf(event); if (mark) showCard(mark); });
  text.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) showCard(mark); });
  text.addEventListener("mouseout", hideCard);
  text.addEventListener("focusout", hideCard);
  const open = (event) => {
    const mark = event.target.closest("[data-figure]");
    if (mark && !String(getSelection())) location.assign(mark.dataset.figure);
  };
  text.addEventListener("click", open);
  text.addEventListener("keydown", (event) => { if (event.key === "Enter") open(event); });
}
for (const id of ["text-figure", "raw-figure"]) {
  const mark = $(id), pane = mark && mark.closest(".text");
  if (pane) pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 2;
}
if (innerWidth < 820) for (const facet of document.querySelectorAll(".facets details")) facet.open = facet.querySelector(".chosen") !== null;
const current = document.querySelector(".list [aria-current]");

// A selection in the repaired text is where a missed figure stands: counted in characters, as the database does.
const text = $("text"), printed = $("add-printed");
if (text && printed) document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0), before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const said = range.toString(), lead = said.length - said.trimStart().length;
  if (!said.trim()) return;
  printed.value = said.trim();
  $("add-start").value = Array.from(before.toString()).length + lead;
});
if (printed) printed.addEventListener("input", () => { $("add-start").value = ""; });

const step = (by) => {
  const all = [...document.querySelectorAll("[data-step]")];
  if (all.length) {
    const at = all.indexOf(current);
    location.assign(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length].href);
  } else {
    const links = [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector("a"));
    const at = links.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
    const to = links[at < 0 ? 0 : at + by];
    if (to) to.focus();
  }
};
const press = (key) => { const button = document.querySelector(`button[data-key="${key}"]`); if (button) button.click(); };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { hideCard(); if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); }
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const acts = {
    "/": () => $("search").focus(), j: () => step(1), k: () => step(-1),
    a: () => press("a"), x: () => press("x"), u: () => press("u"),
    c: () => $("f_subject") && $("f_subject").focus(),
    n: () => { if ($("missed")) { $("missed").open = true; printed.focus(); } },
  };
  if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
});
// Enter in the form saves the changes, whichever button stands first.
const judge = $("judge");
if (judge) judge.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.tagName === "INPUT") { event.preventDefault(); judge.querySelector("button.main").click(); }
});
})();

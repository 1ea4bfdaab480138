// What the reader does, with mouse and keys.

$("lang").onclick = () => { state.lang = state.lang === "zh" ? "en" : "zh"; store("lang", state.lang); draw(); };
$("theme").onclick = () => {
  state.theme = { auto: "light", light: "dark", dark: "auto" }[state.theme] ?? "auto";
  store("theme", state.theme);
  drawHead();
};
$("print").onclick = () => print();
$("csv").onclick = saveCsv;
$("json").onclick = () => save("zhengce-releases.json", "application/json", `[\n${lines.join(",\n")}\n]\n`);
const toggleRaw = () => { state.raw = !state.raw; drawText(); recenter(); };
$("raw").onclick = toggleRaw;
$("repairs").onclick = () => { state.repairs = !state.repairs; drawText(); recenter(); };
$("scope").onchange = (event) => { state.all = event.target.value === "all"; draw(); };
$("search").oninput = (event) => { state.query = event.target.value.trim(); state.whole = false; drawPanes(); };
function recenter() {
  const mark = state.chosen && $(`mark-${state.chosen.table}-${state.chosen.i}`);
  if (mark) center($("text"), mark);
}

const markOf = (event) => event.target instanceof Element ? event.target.closest("#text [data-key]") : null;
for (const [type, act] of [["mouseover", showCard], ["focusin", showCard], ["mouseout", hideCard], ["focusout", hideCard]]) {
  $("text").addEventListener(type, (event) => { const mark = markOf(event); if (mark) act(mark); });
}
const pickMark = (mark) => {
  const [name, i] = mark.dataset.key.split("-");
  choose(name, state.release, Number(i), "text");
};
$("text").addEventListener("click", (event) => { const mark = markOf(event); if (mark) pickMark(mark); });
$("text").addEventListener("keydown", (event) => {
  const mark = markOf(event);
  if (mark && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); const { key } = mark.dataset; pickMark(mark); $(`mark-${key}`)?.focus(); }
});

const pickRow = (row) => choose(row.dataset.table, Number(row.dataset.r), Number(row.dataset.i), "row");
$("panes").addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-i]");
  if (row && !String(getSelection())) pickRow(row);
});
$("panes").addEventListener("keydown", (event) => {
  const row = event.target.closest("tr[data-i]");
  if (!row) return;
  const all = [...row.parentNode.querySelectorAll("tr[data-i]")], at = all.indexOf(row);
  const to = { ArrowDown: all[at + 1], ArrowUp: all[at - 1], Home: all[0], End: all[all.length - 1] }[event.key];
  if (to) { event.preventDefault(); row.tabIndex = -1; to.tabIndex = 0; to.focus(); }
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pickRow(row); }
});
$("tabs").addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) $(`tab-${TABS[(TABS.indexOf(state.tab) + by + TABS.length) % TABS.length]}`).click();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (!$("card").hidden) hideCard();
    else if (state.chosen) { state.chosen = null; draw(); }
  }
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "/") { event.preventDefault(); $("search").focus(); }
  if (event.key === "r" && !$("raw").disabled) toggleRaw();
  if (event.key === "[") turn(-1);
  if (event.key === "]") turn(1);
});
addEventListener("beforeprint", () => { state.whole = true; drawPanes(); });

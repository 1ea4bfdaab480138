// A record is chosen: its row and its characters are shown.

function choose(table, r, i, from) {
  const same = state.chosen && state.chosen.table === table && state.chosen.r === r && state.chosen.i === i;
  if (same && from === "row" && releases[r].rawChars) state.raw = !state.raw;
  state.chosen = { table, r, i };
  state.release = r;
  if (from === "source") state.tab = "derived";
  if (from === "text" && TABS.includes(table)) state.tab = table;
  draw();
  const mark = $(`mark-${table}-${i}`);
  if (mark) {
    center($("text"), mark);
    mark.classList.add("flash");
  }
  const row = document.querySelector("tr.chosen");
  if (row) {
    row.scrollIntoView({ block: "nearest" });
    if (from === "row") row.focus({ preventScroll: true });
  }
  const record = releases[r][table][i];
  $("said").textContent = visible(`${word("selected")}: ${record.subject ?? record.name ?? ""} ${record.text ?? record.before}`);
}

// Scroll the pane, and the page only as far as the mark is out of sight.
function center(pane, mark) {
  const box = mark.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  if (pane.scrollHeight > pane.clientHeight + 1) pane.scrollTop += box.top - frame.top - pane.clientHeight / 2;
  const now = mark.getBoundingClientRect();
  if (now.top < 0 || now.bottom > innerHeight) mark.scrollIntoView({ block: "center" });
}

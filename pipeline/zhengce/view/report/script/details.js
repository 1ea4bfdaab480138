// All that is known of one record: in its row, and in the card of a mark.

function facts(table, record, release) {
  const skip = new Set(["index", "start", "end", "raw_start", "raw_end", "text", "figure", "exact", "indicator_id", "value",
    "value_min", "value_max", "sentence", "subject", "name"]);
  const list = [];
  const add = (key, value) => {
    if (value !== null && value !== undefined && value !== "") list.push(el("dt", { title: note(key) }, word(key)), el("dd", {}, value));
  };
  if (table === "indicators") {
    add("subject", record.subject ?? "–");
    add("figure", `${shown(table, record, "figure")} ${record.unit ?? ""}`);
    add("text", record.text);
  } else if (table === "programmes") {
    add("name", record.name);
    add("text", record.text);
  }
  for (const [key, value] of Object.entries(record)) {
    if (skip.has(key)) continue;
    if (value && typeof value === "object") {
      const days = [value.start, value.end].map((day) => day ?? "…");
      add(key, `${value.text}${value.start || value.end ? ` (${days.join(" – ")})` : ""}${value.kind ? ` ${word(value.kind)}` : ""}`);
    } else add(key, shown(table, record, key));
  }
  if (release.rawChars) add("raw_piece", release.rawChars.piece(record.raw_start, record.raw_end));
  add("place", `${record.start}–${record.end} / ${record.raw_start}–${record.raw_end}`);
  return list;
}

function showCard(mark) {
  const [table, i] = mark.dataset.key.split("-");
  const release = releases[state.release];
  $("card").replaceChildren(el("dl", {}, facts(table, release[table][Number(i)], release)));
  $("card").hidden = false;
  mark.setAttribute("aria-describedby", "card");
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const size = $("card").getBoundingClientRect();
  const below = box.bottom + 6 + size.height < innerHeight || box.top < size.height + 6;
  $("card").style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
  $("card").style.top = `${Math.max(8, below ? box.bottom + 6 : box.top - size.height - 6)}px`;
}
function hideCard() { $("card").hidden = true; }

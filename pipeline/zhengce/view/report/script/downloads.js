// CSV and JSON.

function save(name, type, text) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function flat(name, record) {
  const row = {};
  for (const column of page.columns[name]) {
    const [, outer, inner] = /^(period|base)_(.+)$/.exec(column) ?? [];
    row[column] = outer ? record[outer]?.[inner] : record[column];
  }
  if (record.exact) [row.value, row.value_min, row.value_max, row.value_canonical] = record.exact;
  return row;
}

// A cell that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers.
function csvCell(value) {
  if (value === null || value === undefined) return "";
  let text = String(value);
  if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function saveCsv() {
  const name = COLUMNS[state.tab] ? state.tab : "indicators";
  const columns = ["release_id", "title", ...page.columns[name]];
  const list = rows(name).map(({ record, release }) => ({ release_id: release.release_id, title: release.title, ...flat(name, record) }));
  const text = [columns, ...list.map((row) => columns.map((column) => row[column]))].map((row) => row.map(csvCell).join(",")).join("\r\n");
  save(`zhengce-${name}.csv`, "text/csv", `\ufeff${text}\r\n`);
}

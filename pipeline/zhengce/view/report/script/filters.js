// Which records are shown, and in which order.

const allows = (set, value) => set.size === 0 || set.has(value);
const anyOf = (set, values) => !values.some((v) => set.has(v));
function shows(table, record) {
  if (table === "repairs") return true;
  if (!allows(state.areas, record.area)) return false;
  if (table === "programmes") return allows(state.kinds, record.kind);
  const measures = MEASURES.slice(0, 3), statuses = MEASURES.slice(3);
  return (anyOf(state.measures, measures) || state.measures.has(record.measure))
    && (anyOf(state.measures, statuses) || state.measures.has(record.status));
}

function searched(table, record, release) {
  if (!state.query) return true;
  const text = [...COLUMNS[table].map((column) => shown(table, record, column)), record.text, record.unit, record.status && word(record.status), record.rule,
    state.all ? titleOf(release) : ""].join(" ").toLowerCase();
  return state.query.toLowerCase().split(/\s+/).every((part) => text.includes(part));
}

function scope() {
  return state.all ? releases.map((release, r) => [release, r])
    : releases.length ? [[releases[state.release], state.release]] : [];
}

function rows(table) {
  const found = scope().flatMap(([release, r]) => release[table]
    .map((record, i) => ({ record, release, r, i }))
    .filter((row) => shows(table, row.record) && searched(table, row.record, release)));
  const by = state.sort[table];
  if (by) {
    const keys = new Map(found.map((row) => [row, sortKey(table, row, by.column)]));
    found.sort((a, b) => compare(keys.get(a), keys.get(b)) * by.way);
  }
  return found;
}

function sortKey(table, { record, release }, column) {
  if (column === "figure") {
    const [value, low, high] = record.exact;
    const number = value ?? low ?? high;
    return number === null ? -Infinity : Number(number) * (record.direction === "decrease" ? -1 : 1);
  }
  if (column === "confidence" || column === "lossy") return Number(record[column]);
  if (column === "place") return record.raw_start;
  if (column === "release") return titleOf(release);
  if (column === "period") return record.period ? record.period.end || record.period.text : "";
  return shown(table, record, column);
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "zh");
}

function shown(table, record, column) {
  const value = record[column];
  switch (column) {
    case "figure": return value === "damaged" ? word("damaged_value") : value;
    case "period": case "base": return value ? value.text : "";
    case "status": case "measure": case "direction": case "modifier": case "kind": case "review":
      return value ? word(value) : "";
    case "area": return areaName(value);
    case "lossy": case "damaged": return word(value ? "yes" : "no");
    case "confidence": case "probability": return value.toFixed(2);
    case "place": return `${record.raw_start}–${record.raw_end}`;
    default: return value === null || value === undefined ? "" : String(value);
  }
}

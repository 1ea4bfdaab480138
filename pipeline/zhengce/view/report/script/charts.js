// Charts, as SVG.

const WIDTH = 460, ROW = 24, LEFT = 132;
const tally = (values) => {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
};
const clip = (text, most) => {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    width += text.charCodeAt(at) > 0x2000 ? 2 : 1.1;
    if (width > most) return `${text.slice(0, Math.max(1, at - 1))}…`;
  }
  return text;
};
const chart = (key, height, ...content) => el("figure", { class: "chart", "data-chart": key },
  el("figcaption", {}, word(key)),
  el("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": word(key) }, content));
const label = (text, x, y, anchor, classes = "") =>
  el("text", { x, y, "text-anchor": anchor, class: classes }, text);

/** Round numbers from below to above, some five of them. */
function ticks(low, high) {
  const wide = (high - low) / 4 || 1, power = 10 ** Math.floor(Math.log10(wide));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= wide * 0.999);
  const all = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k += 1) all.push(k * step);
  return all;
}
const short = (value) => {
  for (const [size, name] of [[1e8, "亿"], [1e4, "万"]]) if (Math.abs(value) >= size) return `${Number((value / size).toFixed(2))}${name}`;
  return String(Number(value.toFixed(4)));
};
/** An axis below: a line, and a tick with its number for each. */
const below = (at, y, from, to) => [el("line", { x1: from, x2: to, y1: y, y2: y, class: "axis" }),
  at.map(([x, text]) => [el("line", { x1: x, x2: x, y1: y, y2: y + 4, class: "axis" }), label(text, x, y + 15, "middle", "n")])];

/** Bars: rows of {name, parts: [{value, classes, name}]}; `full` gives every row the same length. */
function bars(key, list, { full = false, left = LEFT } = {}) {
  if (!list.length) return null;
  const sum = (row) => row.parts.reduce((all, part) => all + part.value, 0);
  const most = Math.max(...list.map(sum), 1e-9), room = WIDTH - left - 44;
  const bottom = list.length * ROW + 4, whole = ticks(0, most).filter((v) => Number.isInteger(v));
  const scale = full ? [0, 50, 100].map((v) => [left + room * v / 100, `${v}%`]) : whole.map((v) => [left + room * v / most, short(v)]);
  return chart(key, bottom + 20, below(scale, bottom, left, left + room), list.map((row, n) => {
    let x = left;
    const total = sum(row);
    return el("g", {},
      label(clip(row.name, left / 6.6), left - 8, n * ROW + 16, "end"),
      row.parts.filter((part) => part.value).map((part) => {
        const width = room * part.value / (full ? total || 1 : most);
        const bar = el("rect", { x, y: n * ROW + 4, width: Math.max(width, 1), height: ROW - 9, class: part.classes },
          el("title", {}, `${row.name} · ${part.name ?? ""} ${count(part.value)}`));
        x += width;
        return bar;
      }),
      label(count(total), full ? WIDTH - 6 : x + 6, n * ROW + 16, full ? "end" : "start", "n"));
  }));
}

function changes(list) {
  const found = list.filter((n) => n.measure === "change" && n.unit === "%" && n.exact[0] !== null)
    .map((n) => ({ n, value: Number(n.exact[0]) * (n.direction === "decrease" ? -1 : 1) }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, 12);
  if (!found.length) return null;
  const low = Math.min(0, ...found.map((f) => f.value)), high = Math.max(0, ...found.map((f) => f.value));
  const left = 168, room = WIDTH - left - 60, x = (value) => left + (low < 0 ? 40 : 0)
    + (room - (low < 0 ? 40 : 0)) * (value - low) / (high - low || 1);
  const bottom = found.length * ROW + 4;
  return chart("chart_changes", bottom + 20,
    below(ticks(low, high).map((v) => [x(v), short(v)]), bottom, x(low), x(high)),
    el("line", { x1: x(0), x2: x(0), y1: 0, y2: found.length * ROW, class: "axis" }),
    found.map(({ n, value }, at) => el("g", {},
      label(clip(n.subject ?? "–", 25), left - 8, at * ROW + 16, "end"),
      el("rect", { x: Math.min(x(0), x(value)), y: at * ROW + 4, width: Math.max(1, Math.abs(x(value) - x(0))),
        height: ROW - 9, class: `${hue(n.area)} ${n.status}` }, el("title", {}, `${n.subject ?? "–"} ${n.figure}% ${n.base ? n.base.text : ""}`)),
      label(`${value > 0 ? "+" : "−"}${Math.abs(value)}`, x(value) + (value < 0 ? -5 : 5), at * ROW + 16,
        value < 0 ? "end" : "start", "n"))));
}

function histogram(list) {
  if (!list.length) return null;
  const bins = Array.from({ length: 10 }, () => 0);
  for (const n of list) bins[Math.min(9, Math.floor(n.confidence * 10 + 1e-9))] += 1;
  const most = Math.max(...bins), height = 130, step = (WIDTH - 30) / 10;
  return chart("chart_confidence", height + 24, bins.map((value, b) => el("g", {},
    el("rect", { x: 15 + b * step + 2, width: step - 4, y: height - (height - 20) * value / most,
      height: Math.max(value ? 1 : 0, (height - 20) * value / most), class: "ink" }),
    value ? label(count(value), 15 + b * step + step / 2, height - (height - 20) * value / most - 5, "middle", "n") : "",
    label((b / 10).toFixed(1), 15 + b * step, height + 16, "middle", "n"))),
  el("line", { x1: 15, x2: WIDTH - 15, y1: height, y2: height, class: "axis" }),
  label("1.0", WIDTH - 15, height + 16, "middle", "n"));
}

/** Levels of one subject and unit in several releases of one publisher; a hollow dot is a target. */
function series() {
  const groups = new Map();
  rows("indicators").forEach(({ record: n, release, r, i }) => {
    const day = (n.period && n.period.end) || release.published;
    if (n.measure !== "level" || n.exact[0] === null || !n.subject || !day) return;
    const key = [release.publisher, n.series_id ?? n.subject, n.unit].join("\u0000");
    const group = groups.get(key) ?? groups.set(key, []).get(key);
    const said = group.some((p) => p.r === r && p.day === day && p.n.status === n.status);
    if (!said) group.push({ n, r, i, day, value: Number(n.exact[0]) });
  });
  return [...groups.values()].filter((g) => new Set(g.map((p) => p.r)).size > 1 && new Set(g.map((p) => p.day)).size > 1)
    .sort((a, b) => b.length - a.length).slice(0, 8).map((group) => {
      group.sort((a, b) => a.day.localeCompare(b.day));
      const times = group.map((p) => Date.parse(p.day)), values = group.map((p) => p.value);
      const low = Math.min(0, ...values), high = Math.max(...values), from = Math.min(...times), to = Math.max(...times);
      const x = (t) => 52 + (WIDTH - 128) * (t - from) / (to - from || 1), y = (v) => 96 - 78 * (v - low) / (high - low || 1);
      const facts_ = group.filter((p) => p.n.status === "actual");
      const { n, r } = group[0];
      return el("figure", { class: "chart small" },
        el("figcaption", {}, `${n.subject}${n.unit ? ` (${n.unit})` : ""}`,
          releases[r].publisher && el("span", { class: "quiet" }, ` · ${releases[r].publisher}`)),
        el("svg", { viewBox: `0 0 ${WIDTH} 118`, role: "img", "aria-label": `${n.subject} ${n.unit ?? ""}` },
          el("line", { x1: 48, x2: WIDTH - 70, y1: 96, y2: 96, class: "axis" }),
          ticks(low, high).map((v) => [el("line", { x1: 48, x2: WIDTH - 70, y1: y(v), y2: y(v), class: "grid" }), label(short(v), 44, y(v) + 4, "end", "n")]),
          el("polyline", { points: facts_.map((p) => `${x(Date.parse(p.day))},${y(p.value)}`).join(" "), class: `path ${hue(n.area)}` }),
          group.map((p) => el("circle", { cx: x(Date.parse(p.day)), cy: y(p.value), r: 4.5, class: `dot ${hue(n.area)} ${p.n.status}`, onclick: () => choose("indicators", p.r, p.i, "chart") },
            el("title", {}, `${p.day} · ${p.n.figure} · ${word(p.n.status)}`))),
          label(group[0].day, x(from), 112, "start", "n"), label(group[group.length - 1].day, x(to), 112, "end", "n"),
          label(group[group.length - 1].n.figure, x(to) + 9, y(group[group.length - 1].value) + 4, "start", "n")));
    });
}

function charts() {
  const here = scope().map(([release]) => release);
  const pick = (name) => rows(name).map(({ record }) => record);
  const parts = state.query.toLowerCase().split(/\s+/);
  const sentences = here.flatMap((release) => release.sentences)
    .filter((s) => allows(state.areas, s.area) && parts.every((part) => s.text.toLowerCase().includes(part)));
  const indicators = pick("indicators"), programmes = pick("programmes"), repairs = pick("repairs");
  const byArea = tally(sentences.map((s) => s.area));
  const some = (found) => [...found].sort((a, b) => b[1] - a[1]);
  const single = (found, classes) => some(found).map(([key, value]) => ({ name: word(key), parts: [{ value, classes }] }));
  const all = [
    bars("chart_areas", areas.filter((a) => byArea.get(a)).map((a) => ({
      name: areaName(a), parts: [{ value: byArea.get(a), classes: hue(a) }] }))),
    bars("chart_measures", areas.map((a) => ({ name: areaName(a), parts: MEASURES.slice(0, 3).map((m) => ({
      value: indicators.filter((n) => n.area === a && n.measure === m).length, classes: `${hue(a)} ${m}`, name: word(m) })) }))
      .filter((row) => row.parts.some((part) => part.value))),
    changes(indicators),
    bars("chart_kinds", single(tally(programmes.map((p) => p.kind)), "ink")),
    histogram(indicators),
    bars("chart_repairs", single(tally(repairs.map((p) => p.kind)), "ink")),
    state.all && here.length > 1 ? bars("chart_mix", [...here].sort((a, b) => String(a.published ?? "").localeCompare(String(b.published ?? "")))
      .slice(0, 30).map((release) => {
        const mix = tally(release.sentences.map((s) => s.area));
        return { name: `${(release.published ?? "").slice(0, 7)} ${titleOf(release)}`.trim(),
          parts: areas.map((a) => ({ value: mix.get(a) ?? 0, classes: hue(a), name: areaName(a) })) };
      }), { full: true, left: 190 }) : null,
  ].filter(Boolean);
  const lines_ = state.all ? series() : [];
  if (!all.length && !lines_.length) return el("p", { class: "empty" }, word("nothing"));
  const keys = [...all.map((one) => one.dataset.chart), ...(lines_.length ? ["chart_series"] : [])];
  if (!keys.includes(state.chart)) state.chart = "";
  const choice = el("select", { id: "chart-choice", "aria-label": word("charts"), onchange: (event) => {
    state.chart = event.target.value; drawPanes(); $("chart-choice").focus(); } },
  ["", ...keys].map((key) => el("option", { value: key, selected: key === state.chart ? "" : null }, word(key || "all_charts"))));
  const wanted = (key) => !state.chart || state.chart === key;
  return el("div", {}, el("p", { class: "chart-choice" }, choice),
    el("div", { class: "charts" }, all.filter((one) => wanted(one.dataset.chart))),
    lines_.length && wanted("chart_series") ? [el("h3", { class: "chart-head" }, word("chart_series")), el("div", { class: "charts" }, lines_)] : "");
}

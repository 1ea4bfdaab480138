// Tables: indicators, programmes, repairs, figures derived, inputs refused.

function table(name) {
  const found = rows(name);
  if (!found.length) return el("p", { class: "empty" }, word("nothing"));
  const columns = state.all ? [...COLUMNS[name], "release"] : COLUMNS[name];
  const kept = state.whole ? found : found.slice(0, LIMIT);
  const chosen = ({ r, i }) => state.chosen && state.chosen.table === name && state.chosen.r === r && state.chosen.i === i;
  const first = kept.findIndex(chosen);
  const body = kept.flatMap((row, n) => {
    const here = chosen(row);
    const line = el("tr", {
      class: [here && "chosen", row.record.lossy && "lossy"].filter(Boolean).join(" ") || null, tabindex: n === Math.max(first, 0) ? 0 : -1, "aria-selected": Boolean(here),
      "data-table": name, "data-r": row.r, "data-i": row.i,
    }, columns.map((column) => cell(name, row, column)));
    return here ? [line, el("tr", { class: "detail" }, el("td", { colspan: columns.length },
      el("dl", {}, facts(name, row.record, row.release))))] : [line];
  });
  return el("div", { class: "scroll" },
    el("table", { class: `t-${name}${found.length > 60 ? " long" : ""}` },
      el("caption", {}, `${count(found.length)} ${word("shown")}`),
      el("thead", {}, el("tr", {}, columns.map((column) => heading(name, column)))),
      el("tbody", {}, body)),
    found.length > kept.length && el("p", { class: "empty" }, el("button", {
      type: "button", onclick: () => { state.whole = true; drawPanes(); } }, `${word("more")} (${count(found.length)})`)));
}

function heading(name, column) {
  const by = state.sort[name];
  const sorted = by && by.column === column ? (by.way > 0 ? "ascending" : "descending") : "none";
  return el("th", { scope: "col", "aria-sort": sorted, class: `c-${column}` }, el("button", {
    type: "button", onclick: () => {
      state.sort[name] = sorted === "none" ? { column, way: 1 } : sorted === "ascending" ? { column, way: -1 } : null;
      drawPanes();
      $(`pane-${name}`).querySelector(`th.c-${column} button`).focus();
    }, title: note(column) }, word(column)));
}

function cell(name, { record, release }, column) {
  const text = column === "release" ? [release.published, titleOf(release)].filter(Boolean).join(" ") : shown(name, record, column);
  if (column === "area") return el("td", { class: "c-area" }, el("span", { class: `tag ${hue(record.area)}`, title: text }, text));
  if (column === "subject") {
    return el("td", { class: "c-subject" }, text || "–",
      record.status === "target" && el("span", { class: "goal" }, word("target")),
      record.review && el("span", { class: "checked", title: record.review_note }, word(record.review)));
  }
  if (column === "figure") {
    return el("td", { class: `c-figure${record.damaged ? " bad" : ""}` }, el("b", {}, text),
      record.unit && el("span", { class: "unit" }, record.unit));
  }
  const classes = [`c-${column}`];
  if (column === "lossy" && record.lossy) classes.push("bad");
  const title = column === "release" ? about(release) : column === "period" && record.period
    ? [record.period.start, record.period.end].map((day) => day ?? "…").join(" – ") : null;
  return el("td", { class: classes.join(" "), title }, column === "release" ? el("span", { class: "clamp" }, text) : text);
}

function findings() {
  return page.findings.filter((f) => (state.all || f.sources.some((s) => byId.get(s.release_id) === state.release))
    && state.query.toLowerCase().split(/\s+/).every((part) => `${f.name} ${f.message} ${f.message_zh} ${word(f.verdict)}`
      .toLowerCase().includes(part)))
    .sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
}

function derivedTable() {
  const found = findings();
  if (!found.length) return el("p", { class: "empty" }, word("nothing"));
  const source = (s) => el("button", { type: "button", class: "source", title: s.source, onclick: () => {
    [state.areas, state.measures].forEach((set) => set.clear());
    state.raw = false;
    choose("indicators", byId.get(s.release_id), s.indicator, "source");
  } }, s.text);
  return el("div", { class: "scroll" }, el("p", { class: "hint quiet" }, word("derived_note")),
    el("table", { class: "t-derived" },
      el("thead", {}, el("tr", {}, ["verdict", "check_kind", "finding", "sources"].map((key) => el("th", { scope: "col" }, word(key))))),
      el("tbody", {}, (state.whole ? found : found.slice(0, LIMIT)).map((f) => el("tr", {},
        el("td", { class: ["contradicts", "missed"].includes(f.verdict) ? "bad" : null }, word(f.verdict)),
        el("td", { class: "c-kind" }, word(`check_${f.kind}`)),
        el("td", {}, el("b", {}, [f.issuer, f.name, f.year].filter(Boolean).join(" ")), el("br"),
          state.lang === "zh" ? f.message_zh : f.message),
        el("td", { class: "c-sources" }, f.sources.filter((s) => byId.has(s.release_id)).map(source)))))));
}

function refusedTable() {
  if (!page.refusals.length) return el("p", { class: "empty" }, word("none_refused"));
  return el("div", { class: "scroll" }, el("table", { class: "t-refused" },
    el("thead", {}, el("tr", {}, ["source", "reason"].map((key) => el("th", { scope: "col" }, word(key))))),
    el("tbody", {}, page.refusals.map((refusal) => el("tr", {},
      el("td", {}, refusal.source), el("td", {}, refusal.reason))))));
}

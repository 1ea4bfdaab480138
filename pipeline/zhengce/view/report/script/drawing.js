// The page, drawn from the state.

const total = (name) => releases.reduce((all, release) => all + release[name].length, 0);

function drawHead() {
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset.theme = state.theme;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  $("lang").textContent = word("language");
  $("lang").lang = state.lang === "zh" ? "en" : "zh-CN";
  $("theme").textContent = word(state.theme);
  $("theme").title = word("theme");
  $("csv").title = word("csv_title");
  $("json").title = word("json_title");
  $("search").placeholder = word("search");
  $("search").setAttribute("aria-label", word("search"));
  $("made").textContent = `${word("made")} (${page.version})`;
  const one = releases.length === 1 ? releases[0] : null;
  $("headline").textContent = visible(one ? titleOf(one)
    : `${count(releases.length)} ${word(releases.length === 1 ? "one_release" : "many_releases")}`);
  $("known").textContent = visible(one ? about(one) : [...new Set(releases.map((r) => r.publisher).filter(Boolean))].join("、"));
  const targets = releases.reduce((all, r) => all + r.indicators.filter((n) => n.status === "target").length, 0);
  const lossy = releases.reduce((all, r) => all + r.repairs.filter((p) => p.lossy).length, 0);
  $("tiles").replaceChildren(...[
    ["sentences", total("sentences"), ""],
    ["indicators", total("indicators"), targets ? `${count(targets)} ${word("targets")}` : ""],
    ["programmes", total("programmes"), ""],
    ["repairs", total("repairs"), lossy ? `${count(lossy)} ${word("lossy_repairs")}` : ""],
    ["refused_inputs", page.refusals.length, ""],
  ].map(([key, number, note]) => el("div", { class: "tile" },
    el("b", {}, count(number)), el("span", {}, word(key)), el("small", { class: "quiet" }, note))));
}

function drawFilters() {
  const here = scope().map(([release]) => release);
  const indicators = here.flatMap((r) => r.indicators), programmes = here.flatMap((r) => r.programmes);
  // A kind that all of them are of tells nothing apart, and needs no chip.
  const chip = (set, value, text, number, classes, all) => number > 0 && (number !== all || set.has(value)) && el("button", {
    type: "button", class: `chip ${classes}`, "aria-pressed": set.has(value), "data-chip": value,
    onclick: () => {
      if (set.has(value)) set.delete(value); else set.add(value);
      draw();
      document.querySelector(`[data-chip="${CSS.escape(value)}"]`)?.focus();
    } }, text, el("span", { class: "n" }, count(number)));
  const group = (key, chips) => chips.some(Boolean) && el("div", { class: "group", role: "group", "aria-label": word(key) },
    el("span", { class: "quiet" }, word(key)), chips);
  const size = (a) => here.reduce((all, r) => all + r.sentences.filter((s) => s.area === a).length, 0);
  const on = state.areas.size + state.measures.size + state.kinds.size;
  const parts = [
    group("areas", areas.map((a) => chip(state.areas, a, areaName(a), size(a), hue(a)))),
    group("measures", MEASURES.map((m) => chip(state.measures, m, word(m),
      indicators.filter((n) => n.measure === m || n.status === m).length, `plain k-${m}`, indicators.length))),
    group("kinds", KINDS.map((k) => chip(state.kinds, k, word(k), programmes.filter((p) => p.kind === k).length, "plain"))),
    el("button", { type: "button", id: "clear", class: "link", hidden: on ? null : "", onclick: () => {
      [state.areas, state.measures, state.kinds].forEach((set) => set.clear());
      draw();
    } }, word("clear")),
  ];
  $("filters").replaceChildren(...parts.filter(Boolean));
}

function drawPicker() {
  $("scope").hidden = $("picker").hidden = releases.length < 2;
  if (releases.length < 2) return;
  $("scope").replaceChildren(...[["all", "all_releases"], ["one", "this_release"]].map(([value, key]) =>
    el("option", { value, selected: (value === "all") === state.all ? "" : null }, word(key))));
  $("scope").setAttribute("aria-label", word("releases"));
  const step = (by, key, sign) => el("button", { type: "button", title: word(key), "aria-label": word(key),
    onclick: () => turn(by) }, sign);
  $("picker").replaceChildren(step(-1, "previous", "‹"),
    el("select", { "aria-label": word("releases"), onchange: (event) => turn(Number(event.target.value) - state.release) },
      releases.map((release, r) => el("option", { value: r, selected: r === state.release ? "" : null },
        `${r + 1}. ${titleOf(release)}`))),
    step(1, "next", "›"));
}

function turn(by) {
  if (!releases.length) return;
  state.release = (state.release + by + releases.length) % releases.length;
  state.chosen = null;
  draw();
  $("text").scrollTop = 0;
}

const size = (name) => (name === "refused" ? page.refusals.length : name === "derived" ? findings().length : rows(name).length);

function drawPanes() {
  $("tabs").replaceChildren(...TABS.map((name) => el("button", {
    type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `pane-${name}`,
    "aria-selected": name === state.tab, tabindex: name === state.tab ? 0 : -1,
    onclick: () => { state.tab = name; drawPanes(); $(`tab-${name}`).focus(); },
  }, word(name === "derived" ? "derived_figures" : name), name === "charts" ? "" : el("span", { class: "n" },
    count(size(name))))));
  const content = { derived: derivedTable, indicators: table, programmes: table, repairs: table, charts, refused: refusedTable };
  const before = $(`pane-${state.tab}`)?.scrollTop ?? 0;
  $("panes").replaceChildren(...TABS.map((name) => el("div", {
    id: `pane-${name}`, class: "pane", role: "tabpanel", tabindex: 0, "aria-labelledby": `tab-${name}`,
    hidden: name === state.tab ? null : "",
  }, el("h2", { class: "print-only" }, word(name === "derived" ? "derived_figures" : name)), content[name](name))));
  $(`pane-${state.tab}`).scrollTop = before;
}

function draw() {
  hideCard();
  drawHead();
  drawFilters();
  drawPicker();
  drawText();
  drawPanes();
}

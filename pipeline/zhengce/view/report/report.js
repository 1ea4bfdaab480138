"use strict";
(() => {
  // ---- data ----------------------------------------------------------------------------------------
  const $ = (id) => document.getElementById(id);
  const page = JSON.parse($("page-data").textContent);
  const lines = $("release-data").textContent.split("\n").filter((line) => line);
  const releases = lines.map((line, r) => prepare(JSON.parse(line), page.extras[r]));
  const known = new Map(page.areas.map((area) => [area.id, area]));
  const areas = [...new Set([
    ...page.areas.map((area) => area.id),
    ...releases.flatMap((release) => release.sentences.map((sentence) => sentence.area)),
  ])].filter((id) => releases.some((release) => release.sentences.some((s) => s.area === id)));
  const TABS = ["indicators", "programmes", "charts", "derived", "repairs", "refused"];
  const VERDICTS = ["contradicts", "missed", "open", "met", "derived", "agrees"];
  const byId = new Map(releases.map((release, r) => [release.release_id, r]));
  const MEASURES = ["level", "change", "rank", "actual", "target"];
  const KINDS = ["initiative", "plan", "project", "system", "document", "competition", "platform", "honour",
    "event"];
  const COLUMNS = {
    indicators: ["subject", "figure", "period", "base", "area", "confidence"],
    programmes: ["name", "kind", "text", "document_number", "area"],
    repairs: ["kind", "lossy", "before", "after", "place"],
  };
  const LIMIT = 300;

  const state = {
    lang: stored("lang") || (/^zh/i.test(navigator.language) ? "zh" : "en"),
    theme: stored("theme") || "auto",
    tab: releases.length ? "indicators" : "refused", release: 0, all: releases.length > 1, raw: false, repairs: false,
    areas: new Set(), measures: new Set(), kinds: new Set(),
    query: "", sort: { indicators: null, programmes: null, repairs: null }, chosen: null, whole: false,
  };

  // Offsets count characters; JavaScript counts UTF-16 units. Texts with characters of two units become arrays.
  function characters(text) {
    if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, piece: (a, b) => text.slice(a, b) };
    const all = Array.from(text);
    return { length: all.length, piece: (a, b) => all.slice(a, b).join("") };
  }

  function prepare(release, extra) {
    release.chars = characters(release.text);
    release.rawChars = extra.raw === null ? null : characters(extra.raw);
    release.indicators.forEach((indicator, i) => {
      indicator.figure = extra.figures[i];
      indicator.exact = extra.exact[i];
    });
    return release;
  }

  function stored(key) {
    try { return localStorage.getItem(`zhengce.${key}`); } catch { return null; }
  }
  function store(key, value) {
    try { localStorage.setItem(`zhengce.${key}`, value); } catch { /* not allowed here: it is not kept */ }
  }

  // ---- words and elements --------------------------------------------------------------------------
  const word = (key) => {
    const both = Object.hasOwn(page.words, key) ? page.words[key] : null;
    return both ? both[state.lang === "zh" ? 1 : 0] : String(key);
  };
  const note = (key) => (Object.hasOwn(page.notes, key) ? page.notes[key][state.lang === "zh" ? 1 : 0] : null);
  const areaName = (id) => (known.has(id) ? known.get(id)[state.lang] : String(id ?? "–"));
  const hue = (id) => {
    const at = ["workforce", "innovation", "craftsmanship", "rights"].indexOf(id);
    if (at >= 0) return `h${at}`;
    if (id === "other" || id === null || id === undefined) return "hx";
    return `h${4 + (areas.filter((a) => a !== "other" && hueFixed(a) < 0).indexOf(id) % 4)}`;
  };
  const hueFixed = (id) => ["workforce", "innovation", "craftsmanship", "rights"].indexOf(id);
  const count = (n) => n.toLocaleString("en");
  const titleOf = (release) => release.title || release.text.trim().split("\n", 1)[0].slice(0, 60) || release.source;
  // Control, direction and invisible characters are shown, not obeyed.
  const visible = (text) => String(text)
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, "\ufffd");

  function el(tag, attributes = {}, ...children) {
    const svg = ["svg", "rect", "text", "line", "circle", "polyline", "g", "title"].includes(tag);
    const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
    }
    node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false)
      .map((child) => (child instanceof Node ? child : document.createTextNode(visible(child)))));
    return node;
  }

  // ---- filters -------------------------------------------------------------------------------------
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
      case "status": case "measure": case "direction": case "modifier": case "kind":
        return value ? word(value) : "";
      case "area": return areaName(value);
      case "lossy": case "damaged": return word(value ? "yes" : "no");
      case "confidence": case "probability": return value.toFixed(2);
      case "place": return `${record.raw_start}–${record.raw_end}`;
      default: return value === null || value === undefined ? "" : String(value);
    }
  }

  // ---- the text ------------------------------------------------------------------------------------
  function spans(release) {
    const [s, e] = state.raw ? ["raw_start", "raw_end"] : ["start", "end"];
    const found = [];
    const add = (record, classes, key, order) =>
      found.push({ start: record[s], end: record[e], classes, key, order });
    for (const sentence of release.sentences) {
      if (allows(state.areas, sentence.area)) add(sentence, `s ${hue(sentence.area)}`, null, 0);
    }
    if (!state.raw) {
      for (const section of release.sections) {
        const length = section.heading ? Array.from(section.heading).length : 0;
        if (length && release.chars.piece(section.start, section.start + length) === section.heading) {
          found.push({ start: section.start, end: section.start + length, classes: "heading", key: null, order: 1 });
        }
      }
    }
    release.programmes.forEach((p, i) => {
      if (shows("programmes", p)) add(p, `m p ${hue(p.area)}`, `programmes-${i}`, 3);
    });
    release.indicators.forEach((n, i) => {
      if (!shows("indicators", n)) return;
      add(n, `m i ${hue(n.area)} ${n.status}${n.damaged ? " damaged" : ""}`, `indicators-${i}`, 4);
    });
    release.repairs.forEach((repair, i) => {
      const chosen = state.chosen && state.chosen.table === "repairs" && state.chosen.i === i;
      if (state.repairs || repair.lossy || chosen) {
        add(repair, `m r${repair.lossy ? " lossy" : ""}`, `repairs-${i}`, 2);
      }
    });
    return found;
  }

  // Marks nest; one that crosses another is closed and opened again.
  function markup(chars, found) {
    const root = document.createDocumentFragment();
    const points = found.filter((f) => f.start === f.end && f.key && f.start <= chars.length);
    const waiting = found.filter((f) => f.start < f.end && f.end <= chars.length)
      .sort((a, b) => b.start - a.start || a.end - b.end || b.order - a.order);
    points.sort((a, b) => b.start - a.start);
    const places = [...new Set([0, chars.length, ...found.flatMap((f) => [f.start, f.end])])]
      .filter((place) => place <= chars.length).sort((a, b) => a - b);
    const begun = new Set();
    let open = [];
    const top = () => (open.length ? open[open.length - 1].node : root);
    const chosen = state.chosen && state.chosen.r === state.release ? `${state.chosen.table}-${state.chosen.i}` : "";
    const classes = (mark) => mark.classes + (mark.key && mark.key === chosen ? " chosen" : "");
    const begin = (mark) => {
      const first = mark.key && !begun.has(mark.key);
      if (first) begun.add(mark.key);
      const node = el("span", {
        class: classes(mark), "data-key": mark.key,
        id: first ? `mark-${mark.key}` : null, tabindex: first ? 0 : null, role: first ? "button" : null,
      });
      top().append(node);
      open.push({ mark, node });
    };
    let last = 0;
    for (const place of places) {
      if (place > last) top().append(visible(chars.piece(last, place)));
      last = place;
      const ended = open.findIndex(({ mark }) => mark.end === place);
      if (ended >= 0) {
        const again = open.slice(ended).map(({ mark }) => mark).filter((mark) => mark.end > place);
        open = open.slice(0, ended);
        again.forEach(begin);
      }
      while (points.length && points[points.length - 1].start === place) {
        const mark = points.pop();
        top().append(el("span", {
          class: `${classes(mark)} gap`, "data-key": mark.key, id: `mark-${mark.key}`, tabindex: 0, role: "button",
        }));
      }
      while (waiting.length && waiting[waiting.length - 1].start === place) begin(waiting.pop());
    }
    return root;
  }

  function drawText() {
    const release = releases[state.release];
    if (!release) {
      $("text").replaceChildren(el("p", { class: "empty" }, word("no_releases")));
      return;
    }
    if (state.raw && !release.rawChars) state.raw = false;
    $("raw").disabled = !release.rawChars;
    $("raw").title = release.rawChars ? "R" : word("raw_missing");
    $("raw").setAttribute("aria-pressed", state.raw);
    $("repairs").setAttribute("aria-pressed", state.repairs);
    $("text").classList.toggle("is-raw", state.raw);
    $("text").replaceChildren(
      releases.length > 1 ? el("h3", {}, titleOf(release)) : "",
      releases.length > 1 ? el("p", { class: "quiet" }, about(release)) : "",
      markup(state.raw ? release.rawChars : release.chars, spans(release)),
    );
  }

  const about = (release) => [release.publisher, release.published, release.source].filter(Boolean).join(" · ");

  // ---- details of one record -----------------------------------------------------------------------
  function facts(table, record, release) {
    const skip = new Set(["index", "start", "end", "raw_start", "raw_end", "text", "figure", "exact", "value",
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

  // ---- choosing a record ---------------------------------------------------------------------------
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

  // ---- tables --------------------------------------------------------------------------------------
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
        record.status === "target" && el("span", { class: "goal" }, word("target")));
    }
    if (column === "figure") {
      return el("td", { class: `c-figure${record.damaged ? " bad" : ""}` }, el("b", {}, text),
        record.unit && el("span", { class: "unit" }, record.unit));
    }
    const classes = [`c-${column}`];
    if (column === "lossy" && record.lossy) classes.push("bad");
    const title = column === "release" ? about(release) : column === "period" && record.period
      ? [record.period.start, record.period.end].map((day) => day ?? "…").join(" – ") : null;
    return el("td", { class: classes.join(" "), title }, text);
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

  // ---- charts --------------------------------------------------------------------------------------
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

  /** Bars: rows of {name, parts: [{value, classes, name}]}; `full` gives every row the same length. */
  function bars(key, list, { full = false, left = LEFT } = {}) {
    if (!list.length) return null;
    const sum = (row) => row.parts.reduce((all, part) => all + part.value, 0);
    const most = Math.max(...list.map(sum), 1e-9), room = WIDTH - left - 44;
    return chart(key, list.length * ROW + 4, list.map((row, n) => {
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
    return chart("chart_changes", found.length * ROW + 4,
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

  /** Levels of one subject and unit that stand in several releases; a hollow dot is a target. */
  function series() {
    const groups = new Map();
    releases.forEach((release, r) => release.indicators.forEach((n) => {
      const day = (n.period && n.period.end) || release.published;
      if (n.measure !== "level" || n.exact[0] === null || !n.subject || !day || !shows("indicators", n)) return;
      const key = `${n.subject}\u0000${n.unit ?? ""}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push({ n, r, day, value: Number(n.exact[0]) });
    }));
    return [...groups.values()].filter((g) => new Set(g.map((p) => p.r)).size > 1 && new Set(g.map((p) => p.day)).size > 1)
      .sort((a, b) => b.length - a.length).slice(0, 8).map((group) => {
        group.sort((a, b) => a.day.localeCompare(b.day));
        const times = group.map((p) => Date.parse(p.day)), values = group.map((p) => p.value);
        const low = Math.min(0, ...values), high = Math.max(...values), from = Math.min(...times), to = Math.max(...times);
        const x = (t) => 14 + (WIDTH - 90) * (t - from) / (to - from || 1), y = (v) => 96 - 72 * (v - low) / (high - low || 1);
        const facts_ = group.filter((p) => p.n.status === "actual");
        const { n } = group[0];
        return el("figure", { class: "chart small" },
          el("figcaption", {}, `${n.subject}${n.unit ? ` (${n.unit})` : ""}`),
          el("svg", { viewBox: `0 0 ${WIDTH} 118`, role: "img" },
            el("line", { x1: 10, x2: WIDTH - 70, y1: 96, y2: 96, class: "axis" }),
            el("polyline", { points: facts_.map((p) => `${x(Date.parse(p.day))},${y(p.value)}`).join(" "), class: `path ${hue(n.area)}` }),
            group.map((p) => el("circle", { cx: x(Date.parse(p.day)), cy: y(p.value), r: 4.5, class: `dot ${hue(p.n.area)} ${p.n.status}` },
              el("title", {}, `${p.day} · ${p.n.figure} · ${word(p.n.status)}`))),
            label(group[0].day, x(from), 112, "start", "n"), label(group[group.length - 1].day, x(to), 112, "end", "n"),
            label(group[group.length - 1].n.figure, x(to) + 9, y(group[group.length - 1].value) + 4, "start", "n")));
      });
  }

  function charts() {
    const here = scope().map(([release]) => release);
    const pick = (name) => here.flatMap((release) => release[name]).filter((record) => shows(name, record));
    const sentences = here.flatMap((release) => release.sentences).filter((s) => allows(state.areas, s.area));
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
    if (!all.length) return el("p", { class: "empty" }, word("nothing"));
    return el("div", {}, el("div", { class: "charts" }, all),
      lines_.length ? [el("h3", { class: "chart-head" }, word("chart_series")), el("div", { class: "charts" }, lines_)] : "");
  }

  // ---- the page ------------------------------------------------------------------------------------
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
      id: `pane-${name}`, class: "pane", role: "tabpanel", "aria-labelledby": `tab-${name}`,
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

  // ---- downloads -----------------------------------------------------------------------------------
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
    if (record.exact) [row.value, row.value_min, row.value_max] = record.exact;
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

  // ---- what the reader does ------------------------------------------------------------------------
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

  draw();
})();

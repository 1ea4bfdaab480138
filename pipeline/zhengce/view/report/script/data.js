// What the page carries, and what the reader has chosen.

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
  query: "", sort: { indicators: null, programmes: null, repairs: null }, chosen: null, whole: false, chart: "",
};

// Offsets count characters; JavaScript counts UTF-16 units. Texts with characters of two units become arrays.
function characters(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, piece: (a, b) => text.slice(a, b) };
  const all = Array.from(text);
  return { length: all.length, piece: (a, b) => all.slice(a, b).join("") };
}

function prepare(release, extra) {
  release.chars = characters(release.text);
  const raw = release.raw_text ?? extra.raw;
  release.rawChars = raw === null ? null : characters(raw);
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

// The text with its marks.

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

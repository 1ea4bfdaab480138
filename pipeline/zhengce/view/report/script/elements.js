// Words in the reader's language, and elements that hold text only.

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

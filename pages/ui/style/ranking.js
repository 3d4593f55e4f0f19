// The ranked list: a real table in the order of the rule, under a heading a group; its names are links to the map, and a
// button in each row points the place out. Everything that comes from data enters as text, never as markup.

const AIM = "M12 4.5V1M12 23v-3.5M4.5 12H1M23 12h-3.5M12 19.5a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15Zm0-5.5a2 2 0 1 1 0-4 2 2 0 0 1 0 4Z";
const drawn = new WeakMap(); // which list stands in each part of the page

export default function ({ data, parentElement, setTriggerValue }) {
  const find = (selector) => parentElement.querySelector(selector);
  const focused = mark(parentElement.activeElement);
  const fresh = drawn.get(parentElement) !== data.token;
  drawn.set(parentElement, data.token);
  const send = (name, row) => setTriggerValue(name, { token: data.token, row });
  find("caption").textContent = data.words.caption;
  find(".scroll").setAttribute("aria-label", data.words.caption);
  find(".told").textContent = data.words.told;
  find("thead tr").replaceChildren(...data.columns.map(([label, kind]) => heading(label, kind)), unseen(data.words.point));
  parentElement.querySelectorAll("tbody").forEach((body) => body.remove());
  find("table").append(...data.groups.map((group) => block(group, data, send)));
  if (fresh) find(".scroll").scrollTop = 0;
  if (focused) find(`tr[data-row="${focused.row}"] ${focused.tag}`)?.focus();
  find("table").onkeydown = (event) => step(event, parentElement);
  reveal(find(".scroll"), find("tr[aria-current]"), find("thead"));
}

function block([label, rows], data, send) {
  const head = element("th", { scope: "rowgroup", colSpan: data.columns.length + 1, textContent: label });
  return element("tbody", {}, ...(label ? [element("tr", {}, head)] : []), ...rows.map((row) => line(row, data, send)));
}

function line([id, state, address, cells], data, send) {
  const row = element("tr", { className: state });
  row.dataset.row = id;
  cells.forEach((cell, number) => row.append(filled(cell, data.columns[number][1], { id, state, address }, data, send)));
  const button = element("button", { type: "button", title: data.words.point }, icon());
  button.setAttribute("aria-label", data.words.pointRow.replace("%", () => cells[data.named][0]));
  button.setAttribute("aria-pressed", String(id === data.selected));
  button.onclick = () => send("picked", id);
  row.append(element("td", { className: "point" }, button));
  if (id === data.selected) row.setAttribute("aria-current", "true");
  row.onclick = (event) => event.target.closest("a, button") || send("picked", id);
  return row;
}

function filled([text, note, badge], kind, { id, state, address }, data, send) {
  const cell = element(kind === "name" ? "th" : "td", { className: kind });
  if (kind === "light") cell.append(element("img", { src: data.symbols[state], alt: "", width: 18, height: 18 }));
  if (kind === "name") {
    cell.scope = "row";
    cell.append(link(text, address, () => send("opened", id)));
  } else {
    cell.append(element("span", { textContent: text }));
  }
  if (badge) cell.append(" ", element("span", { className: "mark", textContent: badge }));
  if (note) cell.append(element("small", { textContent: note }));
  return cell;
}

// A plain click stays in this session; with a key or another button the browser follows the address as it likes.
function link(text, address, follow) {
  const anchor = element("a", { href: address, textContent: text });
  anchor.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    follow();
  };
  return anchor;
}

// Arrow keys go from row to row along the links, or along the buttons.
function step(event, root) {
  const own = event.target.closest("tr[data-row] a, tr[data-row] button");
  const all = [...root.querySelectorAll(`tr[data-row] ${own?.tagName ?? "a"}`)];
  const at = all.indexOf(own);
  const target = all[{ ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]];
  if (at < 0 || !target) return;
  event.preventDefault();
  target.focus();
}

// Bring the selected row into the list's own view, and leave the page where it is.
function reveal(box, row, head) {
  if (!row) return;
  const above = row.offsetTop - head.offsetHeight - box.scrollTop;
  const below = row.offsetTop + row.offsetHeight - box.clientHeight - box.scrollTop;
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += below;
}

// What of which row has the focus, so that a redrawn list can give it back.
function mark(active) {
  const row = active?.closest?.("tr[data-row]");
  return row ? { row: row.dataset.row, tag: active.tagName } : null;
}

function heading(label, kind) {
  return element("th", { scope: "col", className: kind === "number" ? "number" : "", textContent: label });
}

function unseen(text) {
  return element("th", { scope: "col" }, element("span", { className: "unseen", textContent: text }));
}

function icon() {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const looks = { viewBox: "0 0 24 24", width: 18, height: 18, fill: "none", stroke: "currentColor", "stroke-width": 2, "aria-hidden": true };
  Object.entries(looks).forEach(([name, value]) => picture.setAttribute(name, value));
  path.setAttribute("d", AIM);
  picture.append(path);
  return picture;
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// The list beside the map: a real table with sortable headings, buttons in its rows, and arrow keys between the rows.
// Everything that comes from data enters as text, never as markup.

const SEARCH_FROM = 9; // rows from which a search field helps
const FIRST = 60; // rows of a new list that are drawn at once, more than its box shows
const LATER = 300; // milliseconds until the others follow: the map is painted first
const PIECE = 120; // rows at a time, so that no hand on the page waits for the end
const APART = 30; // milliseconds between two pieces
const memories = new WeakMap(); // what each list on the page remembers: order, search text, which list it was
const listening = new WeakMap(); // what each list on the page does when another row is selected

export default function ({ data, parentElement, setTriggerValue }) {
  const memory = memories.get(parentElement) ?? { column: data.order, down: false, search: "", token: "", stamp: "" };
  memories.set(parentElement, memory);
  memory.send = (name, row) => setTriggerValue(name, { token: data.token, row });
  document.removeEventListener("buurtstoplicht:chosen", listening.get(parentElement));
  listening.set(parentElement, () => point(parentElement, data));
  document.addEventListener("buurtstoplicht:chosen", listening.get(parentElement));
  const leave = () => document.removeEventListener("buurtstoplicht:chosen", listening.get(parentElement));
  if (memory.stamp === data.stamp && parentElement.querySelector("tbody tr")) return leave; // the same list as before
  memory.stamp = data.stamp;
  const head = data.columns.findIndex((column) => column.head);
  const looks = told(data.looks), columns = data.columns.map(told);
  const rows = Array.from({ length: data.rows }, (_, id) => {
    const [state, pale, note] = looks(id);
    const cells = columns.map((column) => pair(column(id)));
    return { id, state, pale, note, cells, name: cells[head][1] };
  });
  const find = (selector) => parentElement.querySelector(selector);
  const focused = mark(parentElement.activeElement);
  const fresh = memory.token !== data.token;
  if (fresh) Object.assign(memory, { token: data.token, search: "" });
  if (!data.columns[memory.column]) Object.assign(memory, { column: data.order, down: false });

  const send = (name, row) => memory.send(name, row);
  const draw = (most = rows.length) => {
    drawHead(find("thead tr"), data, memory, () => draw());
    const wanted = rowsInOrder(rows, data.language, memory);
    const show = (from, to) => {
      find("tbody").append(...wanted.slice(from, to).map((row) => drawRow(row, data, send)));
      point(parentElement, data);
      if (to < wanted.length) memory.later = setTimeout(() => show(to, to + PIECE), from ? APART : LATER);
    };
    clearTimeout(memory.later);
    drawRows(find("tbody"), data, wanted);
    show(0, most);
  };
  drawSearch(find(".search"), data, memory, () => draw());
  find("table").classList.toggle("even", data.even);
  find("caption").textContent = data.words.caption;
  draw(fresh ? FIRST : rows.length);
  if (fresh) find(".scroll").scrollTop = 0;
  if (focused) refocus(parentElement, focused, fresh);
  find("tbody").onkeydown = (event) => step(event, parentElement);
  return leave;
}

// What every row says: each different thing comes once, with which of them a row has (geo/packed.py, column); without
// that where every row has its own.
function told({ values, at }) {
  if (at === undefined) return (id) => values[id];
  if (typeof at === "number") return () => values[at];
  const bytes = Uint8Array.from(atob(at.slice(3)), (letter) => letter.charCodeAt(0));
  const places = at.startsWith("u1:") ? bytes : new (at.startsWith("u2:") ? Uint16Array : Int32Array)(bytes.buffer);
  return (id) => values[places[id]];
}

// What is sorted by what it says comes as that text alone.
function pair(cell) {
  return typeof cell === "string" ? [cell, cell] : cell;
}

// Point out the selected row; it is told apart from the list, which stays as it is.
function point(root, data) {
  if (!data.picks) return;
  const chosen = window.buurtstoplichtChosen;
  const row = chosen?.token === data.token && chosen.row !== null ? String(chosen.row) : "";
  const before = root.querySelector("tbody tr[aria-current]");
  if (before?.dataset.row === row) return;
  if (before) press(before, false);
  const line = row && root.querySelector(`tbody tr[data-row="${row}"]`); // none yet where rows still follow
  if (!line) return;
  press(line, true);
  reveal(root.querySelector(".scroll"), line, root.querySelector("thead"));
}

function press(line, chosen) {
  if (chosen) line.setAttribute("aria-current", "true");
  else line.removeAttribute("aria-current");
  line.querySelector(".pick").setAttribute("aria-pressed", String(chosen));
}

// Bring the selected row into the list's own view, and leave the page where it is.
function reveal(box, line, head) {
  const above = line.offsetTop - head.offsetHeight - box.scrollTop;
  const below = line.offsetTop + line.offsetHeight - box.clientHeight - box.scrollTop;
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += below;
}

function drawSearch(label, data, memory, draw) {
  const input = label.querySelector("input");
  label.hidden = data.rows < SEARCH_FROM;
  label.querySelector("span").textContent = data.words.search;
  if (input.value !== memory.search) input.value = memory.search;
  input.oninput = () => {
    memory.search = input.value;
    draw();
  };
}

function drawHead(line, data, memory, draw) {
  const active = line.contains(line.getRootNode().activeElement) ? memory.column : -1;
  line.replaceChildren(
    ...data.columns.map((column, number) => {
      const head = element("th", { scope: "col", className: column.number ? "number" : "" });
      const sorted = number === memory.column;
      head.setAttribute("aria-sort", sorted ? (memory.down ? "descending" : "ascending") : "none");
      const button = element("button", { type: "button", textContent: column.label });
      button.append(element("span", { className: "arrow", textContent: sorted ? (memory.down ? "▼" : "▲") : "" }));
      button.lastChild.setAttribute("aria-hidden", "true");
      button.onclick = () => {
        memory.down = number === memory.column && !memory.down;
        memory.column = number;
        draw();
        line.children[number].firstChild.focus();
      };
      head.append(button);
      return head;
    }),
    ...(data.opens ? [hidden("th", data.words.open)] : []),
  );
  if (active >= 0) line.children[active].firstChild.focus();
}

function rowsInOrder(rows, language, memory) {
  const wanted = memory.search.trim().toLocaleLowerCase();
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const key = (row) => row.cells[memory.column][0];
  const sign = memory.down ? -1 : 1;
  return rows
    .filter((row) => row.name.toLocaleLowerCase().includes(wanted))
    .sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      if (a === null || b === null) return (a === null) - (b === null); // not known: always last
      return sign * (typeof a === "number" ? a - b : compare(a, b)) || one.id - other.id;
    });
}

function drawRows(body, data, rows) {
  body.replaceChildren();
  if (rows.length) return;
  const cell = element("td", { textContent: data.words.none, colSpan: data.columns.length + (data.opens ? 1 : 0) });
  body.append(element("tr", {}, cell));
}

function drawRow(row, data, send) {
  const line = element("tr", { className: `${row.state}${row.pale ? " pale" : ""}` });
  line.dataset.row = row.id;
  row.cells.forEach(([, text], number) => line.append(drawCell(row, text, number, data, send)));
  if (data.opens) line.append(element("td", { className: "open" }, opener(row, data, send)));
  if (!data.picks) return line;
  line.onclick = (event) => event.target.closest("button") || send("picked", row.id);
  return line;
}

function drawCell(row, text, number, data, send) {
  const column = data.columns[number];
  const cell = element(column.head ? "th" : "td", { className: column.number ? "number" : column.symbol ? "light" : "" });
  if (column.head) cell.scope = "row";
  if (column.symbol) cell.append(element("img", { src: data.symbols[row.state], alt: "", width: 18, height: 18 }));
  if (column.head && data.picks) {
    const button = element("button", { type: "button", className: "pick", textContent: text });
    button.setAttribute("aria-pressed", "false");
    button.onclick = () => send("picked", row.id);
    cell.append(button);
  } else {
    cell.append(element("span", { textContent: text }));
  }
  if (column.symbol && row.note) cell.append(element("small", { textContent: row.note }));
  return cell;
}

function opener(row, data, send) {
  const button = element("button", { type: "button", className: "opener", textContent: data.words.open });
  button.setAttribute("aria-label", data.words.openRow.replace("%", () => row.name));
  button.onclick = () => send("opened", row.id);
  return button;
}

function step(event, root) {
  const button = event.target.closest("button");
  const line = button?.closest("tr");
  const lines = [...root.querySelectorAll("tbody tr")];
  const at = lines.indexOf(line);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
  const target = lines[to]?.querySelector(`button.${button?.className}`);
  if (at < 0 || !target) return;
  event.preventDefault();
  target.focus();
}

// Which button of which row has the focus, so that a redrawn list can give it back.
function mark(active) {
  const row = active?.closest?.("tbody tr");
  return row ? { row: row.dataset.row, kind: active.className } : null;
}

function refocus(root, { row, kind }, fresh) {
  const same = fresh ? null : root.querySelector(`tr[data-row="${row}"] button.${kind}`);
  (same ?? root.querySelector("tbody button"))?.focus();
}

function hidden(tag, text) {
  return element(tag, { scope: "col" }, element("span", { className: "unseen", textContent: text }));
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Keys that act on the whole page while a presenter stands before it; never while somebody types or a menu is open.
// Somebody who presses faster than the page is drawn gets every step, in order: one is sent once the page has taken in
// the one before.

const BUSY = "input, textarea, select, [contenteditable], [role=listbox], [role=dialog]";
const MOST = 12; // presses that wait; more is somebody leaning on the keyboard
const PATIENCE = 8000; // ms without an answer after which the next press is sent all the same
const memories = new WeakMap(); // what each part on the page does at a key, what waits, and what was taken in last

export default function ({ data, parentElement, setTriggerValue }) {
  const memory = memories.get(parentElement) ?? { waiting: [], sent: false, taken: data.taken };
  memories.set(parentElement, memory);
  document.removeEventListener("keydown", memory.heard);

  const send = () => {
    if (memory.sent || !memory.waiting.length) return;
    memory.sent = true;
    memory.clock = setTimeout(() => {
      memory.sent = false;
      memory.send();
    }, PATIENCE);
    setTriggerValue("press", { token: data.token, act: memory.waiting.shift() });
  };
  memory.send = send;
  memory.heard = (event) => {
    const act = data.keys[event.key];
    const inside = event.composedPath()[0];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || inside.closest?.(BUSY)) return;
    event.preventDefault();
    if (event.repeat || memory.waiting.length >= MOST) return;
    memory.waiting.push(act);
    send();
  };
  document.addEventListener("keydown", memory.heard);
  if (memory.taken !== data.taken) {
    clearTimeout(memory.clock);
    Object.assign(memory, { taken: data.taken, sent: false });
  }
  send();
  return () => document.removeEventListener("keydown", memory.heard);
}

// Keys that act on the whole page while a presenter stands before it; never while somebody types or a menu is open.

const BUSY = "input, textarea, select, [contenteditable], [role=listbox], [role=dialog]";
const listening = new WeakMap(); // what each part on the page does at a key

export default function ({ data, parentElement, setTriggerValue }) {
  const previous = listening.get(parentElement);
  if (previous) document.removeEventListener("keydown", previous);
  const heard = (event) => {
    const act = data.keys[event.key];
    const inside = event.composedPath()[0];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || inside.closest?.(BUSY)) return;
    event.preventDefault();
    setTriggerValue("press", { token: data.token, act });
  };
  listening.set(parentElement, heard);
  document.addEventListener("keydown", heard);
  return () => document.removeEventListener("keydown", heard);
}

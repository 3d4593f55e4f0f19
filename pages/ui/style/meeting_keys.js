// The meeting on the projector: keys press the buttons of the screen, and a clock tells how long the item lasts.
const KEYS = { ArrowRight: "verder", PageDown: "verder", ArrowLeft: "terug", PageUp: "terug", ArrowUp: "omhoog", b: "zwart", B: "zwart" };
const TYPED = "input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=radiogroup], [role=slider]";
let pressed = null;
let ticking = null;

export default function ({ data, parentElement }) {
  document.removeEventListener("keydown", pressed);
  pressed = (event) => press(event);
  document.addEventListener("keydown", pressed);
  clearInterval(ticking);
  const clock = parentElement.querySelector(".clock");
  const begun = Date.now() - 1000 * data.seconds;
  const tick = () => {
    const spent = (Date.now() - begun) / 1000;
    const over = data.planned > 0 && spent > data.planned;
    clock.textContent = `${over ? data.over : data.label} ${minutes(spent)}${data.planned ? ` / ${minutes(data.planned)}` : ""}`;
    clock.style.fontWeight = over ? "700" : "";
  };
  tick();
  ticking = setInterval(tick, 1000);
  return () => { document.removeEventListener("keydown", pressed); clearInterval(ticking); };
}

function press(event) {
  const name = KEYS[event.key];
  if (!name || event.ctrlKey || event.metaKey || event.altKey || event.composedPath()[0].closest?.(TYPED)) return;
  const button = document.querySelector(`.st-key-overleg_${name} button`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

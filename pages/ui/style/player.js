// Steps through the meetings: back, play, forward. Playing stops at the last one, at a press, and when the place changes.
// Who asked for less motion gets the steps without the playing.

const PAUSE = 1600; // ms a meeting stays, counted from when it is shown
const ICONS = {
  previous: "M14 2v12L5 8zM2 2h2v12H2z",
  next: "M2 2v12l9-6zM12 2h2v12h-2z",
  play: "M3 1.5v13L14 8z",
  pause: "M3 2h4v12H3zM9 2h4v12H9z",
};
const memories = new WeakMap(); // whether each player on the page is playing, over what, and its clock

export default function ({ data, parentElement, setTriggerValue }) {
  const memory = memories.get(parentElement) ?? { playing: false, token: "", clock: 0 };
  memories.set(parentElement, memory);
  clearTimeout(memory.clock);
  const find = (name) => parentElement.querySelector(`.${name}`);
  const last = data.count - 1;
  if (memory.token !== data.token || data.index >= last) memory.playing = false;
  memory.token = data.token;

  const go = (to) => setTriggerValue("step", { token: data.token, to });
  const stop = () => {
    memory.playing = false;
    clearTimeout(memory.clock);
    draw();
  };
  const start = () => {
    memory.playing = true;
    draw();
    go(data.index >= last ? 0 : data.index + 1);
  };
  const draw = () => {
    show(find("previous"), "previous", data.words.previous, data.index === 0, () => { stop(); go(data.index - 1); });
    show(find("next"), "next", data.words.next, data.index >= last, () => { stop(); go(data.index + 1); });
    show(find("play"), memory.playing ? "pause" : "play", memory.playing ? data.words.pause : data.words.play, false,
      memory.playing ? stop : start);
  };
  find("player").setAttribute("aria-label", data.words.name);
  find("play").hidden = matchMedia("(prefers-reduced-motion: reduce)").matches;
  find("told").textContent = data.words.now;
  draw();
  if (memory.playing) memory.clock = setTimeout(() => memory.playing && go(data.index + 1), PAUSE);
}

function show(button, icon, label, off, act) {
  button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>`;
  button.title = label;
  button.setAttribute("aria-label", label);
  button.setAttribute("aria-disabled", String(off)); // keeps the focus where it is at the end of the row
  button.onclick = () => off || act();
}

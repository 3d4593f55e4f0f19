// Tells the list and the frame of the map which place is selected, and says it to who can't see it. The frame is shut
// off from this page, hence a message; it asks for it when it is there later than we are.

const listening = new WeakMap(); // what each part on the page does when a frame asks

export default function ({ data, parentElement }) {
  window.buurtstoplichtChosen = data;
  document.dispatchEvent(new Event("buurtstoplicht:chosen"));
  const note = { kind: "buurtstoplicht:chosen", stamp: data.stamp, number: data.row ?? -1 };
  const frames = () => [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow);
  frames().forEach((frame) => frame.postMessage(note, "*"));

  window.removeEventListener("message", listening.get(parentElement));
  const asked = ({ source, data: sent }) => {
    if (sent?.kind === "buurtstoplicht:ready" && frames().includes(source)) source.postMessage(note, "*");
  };
  listening.set(parentElement, asked);
  window.addEventListener("message", asked);

  const told = parentElement.querySelector(".told");
  if (told.textContent !== data.told) told.textContent = data.told;
  return () => window.removeEventListener("message", asked);
}

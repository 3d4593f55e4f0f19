// Tells the browser, and so screen readers, in which language the page is now; and says in that language that the
// server does not answer. Streamlit says so in English, and to who runs a server rather than to who uses one.

const ENGLISH = "Connection error"; // heading of Streamlit's message
let words = null;
let watching = false;

export default function ({ data }) {
  document.documentElement.lang = data.language;
  words = data.lost;
  if (watching) return;
  watching = true;
  new MutationObserver(() => document.querySelectorAll('[role="dialog"]').forEach(translate)).observe(document.body, {
    childList: true,
    subtree: true,
  });
}

function translate(dialog) {
  const title = dialog.querySelector("h2");
  if (title?.textContent !== ENGLISH) return;
  const [told, ...rest] = title.nextElementSibling.children;
  say(title, words.title);
  say(told, words.told);
  for (const one of rest) one.hidden = true;
  dialog.querySelector("button")?.setAttribute("aria-label", words.close);
}

// React keeps hold of its text nodes: they get another text and stay.
function say(element, text) {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let first = true; nodes.nextNode(); first = false) nodes.currentNode.nodeValue = first ? text : "";
}

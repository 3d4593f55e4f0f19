// Tells the browser, and so screen readers, in which language the page is now.
export default function ({ data }) {
  document.documentElement.lang = data.language;
}

// Rendered markup of the guide's own cards, as it is in the deck, put into a page.

/** Rendered markup as nodes; it comes from the guide's own files. @param {string} markup */
export function parseHtml(markup) {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content;
}

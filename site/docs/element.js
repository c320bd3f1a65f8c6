// Elements, and the descriptions' text. Everything is set as text: nothing of a description becomes markup but `code`.

/** An element with attributes and children; a child is a node or a text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return made;
}

/** Text in which what stands between backticks is code. */
export function prose(text = "") {
  return text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));
}

/** A table that scrolls by itself, also by keyboard, where the window is narrow. */
export function table(caption, heads, rows) {
  const head = element("tr", {}, heads.map((text) => element("th", { scope: "col" }, text)));
  const body = rows.map(([first, ...rest]) =>
    element("tr", {}, element("th", { scope: "row" }, first), rest.map((cell) => element("td", {}, cell))));
  const made = element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, body));
  return element("div", { class: "rows", role: "region", "aria-label": caption, tabindex: "0" }, made);
}

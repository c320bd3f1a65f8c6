// Makes the page from the description that lies beside it, and lets it be filtered.

import { element, prose } from "./element.js";
import { article, errors, operations } from "./operation.js";

const at = (id) => document.getElementById(id);

/** What is shown of an operation: its article, its line in the contents, and the text that it is found by. */
function shown(operation, whole) {
  const { method, path, operationId, summary, description = "", tags } = operation;
  const link = element("a", { href: `#${operationId}` }, element("span", { class: "method" }, method), ` ${path}`);
  return {
    tag: tags[0],
    article: article(operation, whole),
    line: element("li", {}, link),
    text: [method, path, operationId, summary, description, tags[0]].join(" ").toLowerCase(),
  };
}

/** The operations of a tag: a section, and its part of the contents. */
function grouped(tag, all, whole) {
  const of = all.filter((one) => one.tag === tag);
  const title = `${tag}-operations`;
  const about = whole.tags?.find((one) => one.name === tag)?.description;
  const section = element("section", { "aria-labelledby": title },
    element("h2", { id: title }, tag),
    element("p", {}, prose(about)),
    of.map((one) => one.article));
  const contents = element("div", {},
    element("strong", { id: `${tag}-contents` }, tag),
    element("ul", { "aria-labelledby": `${tag}-contents` }, of.map((one) => one.line)));
  return { of, section, contents };
}

function filter(words, groups) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  let [found, all] = [0, 0];
  for (const { of, section, contents } of groups) {
    for (const one of of) {
      const hidden = !wanted.every((word) => one.text.includes(word));
      one.article.hidden = one.line.hidden = hidden;
      found += hidden ? 0 : 1;
      all += 1;
    }
    section.hidden = contents.hidden = of.every((one) => one.article.hidden);
  }
  at("found").textContent = wanted.length ? `${found} of ${all} operations` : `${all} operations`;
}

function show(whole) {
  at("about").append(...prose(whole.info.description));
  const all = operations(whole).map((operation) => shown(operation, whole));
  const tags = [...new Set(all.map((one) => one.tag))].sort();
  const groups = tags.map((tag) => grouped(tag, all, whole));
  at("contents").append(...groups.map((group) => group.contents));
  at("operations").append(...groups.map((group) => group.section), errors(whole));
  const input = at("filter");
  input.disabled = false;
  input.addEventListener("input", () => filter(input.value, groups));
  filter("", groups);
  // What the address names was not there when the browser looked for it.
  if (location.hash) location.replace(location.hash);
}

try {
  const response = await fetch("/docs/openapi.json");
  if (!response.ok) throw new Error(`it was answered with ${response.status}`);
  show(await response.json());
} catch (error) {
  at("trouble").textContent = `The description of the API, openapi.json, could not be read: ${error.message}. Load the page again.`;
}

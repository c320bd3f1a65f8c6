// One operation as a part of the page.

import { element, prose, table } from "./element.js";
import { bounds, example, fields, said, typed } from "./schema.js";

/** Every operation, with the other paths that lead to it: some clients put a slash behind. */
export function operations(whole) {
  return Object.entries(whole.paths).flatMap(([path, methods]) => {
    const shorter = path.length > 1 && path.endsWith("/") ? whole.paths[path.slice(0, -1)] : undefined;
    return Object.entries(methods)
      .filter(([method]) => !shorter?.[method])
      .map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
        twin: whole.paths[`${path}/`]?.[method] && `${path}/`,
      }));
  });
}

/** Who may call it, in words. */
function callers({ security = [] }) {
  const words = security.map((way) => {
    if ("user" in way) return "a user who has logged in";
    if ("service" in way) return `a service with the scope \`${way.service.join("`, `")}\``;
    return "anybody, without a token";
  });
  return `For ${words.join(", or ")}.`;
}

function bodyOf({ requestBody }) {
  return Object.entries(requestBody?.content ?? {})[0];
}

/** A value for a path or query parameter: its own example, or its name in capitals. */
function filled({ name, schema, example: own }) {
  return encodeURIComponent(own ?? schema?.example ?? name.toUpperCase());
}

/** The call with curl. */
function call(operation, whole) {
  const parameters = operation.parameters ?? [];
  const inPath = parameters.filter((one) => one.in === "path");
  const path = inPath.reduce((path, one) => path.replace(`{${one.name}}`, filled(one)), operation.path);
  const query = parameters.filter((one) => one.in === "query" && one.required).map((one) => `${one.name}=${filled(one)}`);
  const lines = [`curl -X ${operation.method} "$API${path}${query.length ? `?${query.join("&")}` : ""}"`];
  if (!operation.security?.some((way) => Object.keys(way).length === 0)) lines.push('-H "Authorization: Bearer $TOKEN"');
  const [type, body] = bodyOf(operation) ?? [];
  if (body) {
    const value = JSON.stringify(body.example ?? example(body.schema, whole), null, 2).replaceAll("'", "'\\''");
    lines.push(`-H "Content-Type: ${type}"`, `-d '${value}'`);
  }
  return element("pre", { tabindex: "0", "aria-label": `${operation.method} ${operation.path} with curl` }, lines.join(" \\\n  "));
}

function row(name, schema, required, description, whole) {
  const limits = bounds(schema, whole);
  const needed = required ? "yes" : "no";
  return [element("code", {}, name), typed(schema, whole), needed, [...prose(description), limits && ` (${limits})`]];
}

function parameters(operation, whole) {
  const of = operation.parameters ?? [];
  if (!of.length) return [];
  const rows = of.map((one) => {
    const description = one.description ?? said(one.schema ?? {}, whole);
    return row(one.name, one.schema ?? {}, one.required, `In the ${one.in}. ${description}`, whole);
  });
  const caption = `Parameters of ${operation.method} ${operation.path}`;
  return [element("h4", {}, "Parameters"), table(caption, ["Name", "Type", "Required", "What it is"], rows)];
}

function fieldTable(caption, schema, whole) {
  const rows = fields(schema, whole).map((one) => row(one.name, one.schema, one.required, said(one.schema, whole), whole));
  return rows.length ? [table(caption, ["Field", "Type", "Required", "What it is"], rows)] : [];
}

function body(operation, whole) {
  const [type, of] = bodyOf(operation) ?? [];
  if (!of) return [];
  const caption = `Body of ${operation.method} ${operation.path}`;
  return [
    element("h4", {}, "Body"),
    element("p", {}, element("code", {}, type), " ", prose(said(of.schema, whole))),
    ...fieldTable(caption, of.schema, whole),
  ];
}

function answer(operation, status, response, whole) {
  const [type, of] = Object.entries(response.content ?? {})[0] ?? [];
  const title = [element("strong", {}, status), " ", ...prose(response.description)];
  const isError = of?.schema?.$ref?.endsWith("/ErrorBody");
  if (!of || isError) return element("p", {}, title);
  const caption = `Answer ${status} of ${operation.method} ${operation.path}`;
  const value = of.example ?? example(of.schema, whole);
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return element("details", {},
    element("summary", {}, title),
    element("p", {}, element("code", {}, type)),
    ...fieldTable(caption, of.schema, whole),
    element("pre", { tabindex: "0", "aria-label": `${caption}, an example` }, text));
}

/** The whole operation. */
export function article(operation, whole) {
  const { method, path, operationId, summary, description, twin } = operation;
  const title = `${operationId}-title`;
  return element("article", { id: operationId, "aria-labelledby": title },
    element("h3", { id: title }, element("span", { class: "method" }, method), " ", element("code", {}, path)),
    element("p", {}, element("strong", {}, prose(summary)), description && " ", prose(description)),
    element("p", { class: "quiet" }, prose(callers(operation)), twin && ` Also at ${twin}.`),
    call(operation, whole),
    parameters(operation, whole),
    body(operation, whole),
    element("h4", {}, "Answers"),
    Object.entries(operation.responses).map(([status, response]) => answer(operation, status, response, whole)),
    element("p", { class: "quiet" }, "Errors have ", element("a", { href: "#errors" }, "one body"), "."));
}

/** What every error's body holds, once for all operations. */
export function errors(whole) {
  const schema = { $ref: "#/components/schemas/ErrorBody" };
  return element("section", { id: "errors", "aria-labelledby": "errors-title" },
    element("h2", { id: "errors-title" }, "Errors"),
    element("p", {}, prose(said(schema, whole))),
    ...fieldTable("Body of every error", schema, whole),
    element("pre", { tabindex: "0", "aria-label": "An error, as an example" }, JSON.stringify(example(schema, whole), null, 2)));
}

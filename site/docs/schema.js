// Schemas of the description: as rows of a table, as a type in words, and as an example.

/** How deep fields are listed. */
const DEPTH = 6;

/** What a schema of `whole` is, without references; what is said beside a reference goes before what it refers to. */
function resolved(schema, whole) {
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => resolved(part, whole));
    return {
      ...Object.assign({}, ...parts),
      ...schema,
      allOf: undefined,
      properties: Object.assign({}, ...parts.map((part) => part.properties)),
      required: parts.flatMap((part) => part.required ?? []),
    };
  }
  if (!schema.$ref) return schema;
  const name = schema.$ref.split("/").pop();
  return { ...resolved(whole.components.schemas[name], whole), ...schema, $ref: undefined };
}

/** What a schema may be instead of `null`, and whether it may be that. */
function alternatives(schema, whole) {
  const of = resolved(schema, whole);
  const all = of.oneOf?.map((one) => resolved(one, whole)) ?? [of].flat();
  const types = (one) => [one.type ?? []].flat();
  const isNull = (one) => types(one).length === 1 && types(one)[0] === "null";
  return {
    of,
    choices: all.filter((one) => !isNull(one)),
    nullable: all.some((one) => types(one).includes("null")),
  };
}

/** The type in words, such as `list of text` or `"student" or "tutor", or null`. */
export function typed(schema, whole) {
  const { choices, nullable } = alternatives(schema, whole);
  const words = choices.map((one) => {
    if (one.enum) return one.enum.map((value) => JSON.stringify(value)).join(" or ");
    const type = [one.type ?? "anything"].flat().find((name) => name !== "null");
    if (type === "array") return `list of ${typed(one.items ?? {}, whole)}`;
    if (type === "string") return one.format ? `text (${one.format})` : "text";
    return { object: "object", integer: "whole number", boolean: "true or false" }[type] ?? type;
  });
  const named = [...new Set(words)].join(" or ");
  return nullable ? `${named}, or null` : named;
}

/** The bounds in words, such as `1 to 100`. */
export function bounds(schema, whole) {
  const { choices } = alternatives(schema, whole);
  const one = choices[0] ?? {};
  const range = (least, most, unit) => {
    if (least === undefined && most === undefined) return [];
    if (most === undefined) return [`at least ${least}${unit}`];
    if (least === undefined) return [`at most ${most}${unit}`];
    return [`${least} to ${most}${unit}`];
  };
  const said = [
    ...range(one.minimum, one.maximum, ""),
    ...range(one.minLength, one.maxLength, " characters"),
    ...range(one.minItems, one.maxItems, " entries"),
  ];
  const fallback = schema.default ?? one.default;
  if (fallback !== undefined) said.push(`${JSON.stringify(fallback)} if absent`);
  return said.join("; ");
}

/** Every field of a schema: `{ name, required, schema }`, those of inner objects as `outer.inner`, of lists as `list[].inner`. */
export function fields(schema, whole, before = "", depth = 0) {
  const { choices } = alternatives(schema, whole);
  return choices.flatMap((one) => {
    if (one.type === "array" || one.items) return fields(one.items ?? {}, whole, `${before}[]`, depth);
    if (depth === DEPTH || !one.properties) return [];
    return Object.entries(one.properties).flatMap(([name, inner]) => {
      const field = before ? `${before}.${name}` : name;
      const here = { name: field, required: one.required?.includes(name) ?? false, schema: inner };
      return [here, ...fields(inner, whole, field, depth + 1)];
    });
  });
}

/** What the description says about a schema. */
export function said(schema, whole) {
  const { of, choices } = alternatives(schema, whole);
  return of.description ?? choices[0]?.description ?? "";
}

/** A value that the schema allows: its own example, or one made of its fields' examples. */
export function example(schema, whole, depth = 0) {
  const { of, choices } = alternatives(schema, whole);
  const one = choices[0] ?? {};
  const given = of.example ?? one.example ?? of.default ?? one.default ?? one.enum?.[0];
  if (given !== undefined) return given;
  const type = [one.type ?? []].flat().find((name) => name !== "null");
  if (type === "array") return depth < DEPTH ? [example(one.items ?? {}, whole, depth + 1)] : [];
  if (one.properties && depth < DEPTH) {
    const inner = Object.entries(one.properties).map(([name, of]) => [name, example(of, whole, depth + 1)]);
    return Object.fromEntries(inner);
  }
  if (type === "string") return { uuid: "5eed0002-0000-4000-8000-000000000009", "date-time": "2026-09-23T15:37:54.686881+00:00", date: "2026-09-23" }[one.format] ?? "text";
  return { integer: one.minimum ?? 1, number: one.minimum ?? 1, boolean: true, object: {} }[type] ?? null;
}

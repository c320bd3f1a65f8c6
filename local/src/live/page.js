"use strict";
// Draws what /local/figures says. It knows no metric: titles, units, lines and values all come from there.

const EVERY = 2000;
const COLOURS = 8;
// With the colour, what tells lines apart for who sees no colours.
const DASHES = ["", "8 4", "2 3", "12 3 2 3"];
const WIDTH = 600, HEIGHT = 220, LEFT = 52, RIGHT = 10, TOP = 10, BOTTOM = 26;

const at = (id) => document.getElementById(id);

function make(kind, attributes = {}, ...inside) {
  const isSvg = ["svg", "path", "circle", "line", "text", "title"].includes(kind);
  const element = isSvg ? document.createElementNS("http://www.w3.org/2000/svg", kind) : document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const time = (second) => clock.format(new Date(second * 1000));
const number = (value) => value === null ? "–" : Number(value.toPrecision(3)).toLocaleString(undefined, { maximumFractionDigits: 3 });
const told = (value, unit) => value === null ? "nothing" : `${number(value)}${unit === "%" ? "" : " "}${unit}`;
const newest = (line) => line.values.findLast((value) => value !== null) ?? null;

// 1, 2 or 5 times a power of ten, not less than the value.
function ceiling(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value);
}

const style = (index) => `--line: var(--c${index % COLOURS})`;
const dashes = (index) => DASHES[Math.floor(index / COLOURS + index) % DASHES.length];

function draw(svg, chart, minutes) {
  const values = chart.lines.flatMap((line) => line.values).filter((value) => value !== null);
  const top = chart.unit === "%" ? 100 : ceiling(Math.max(0, ...values));
  const x = (index) => LEFT + (minutes.length < 2 ? 0.5 : index / (minutes.length - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const parts = [];
  for (const share of [0, 0.5, 1]) {
    parts.push(make("line", { class: "rule", x1: LEFT, x2: WIDTH - RIGHT, y1: y(share * top), y2: y(share * top) }));
    parts.push(make("text", { x: LEFT - 6, y: y(share * top) + 4, "text-anchor": "end" }, number(share * top)));
  }
  for (const [index, anchor] of minutes.length < 2 ? [[0, "middle"]] : [[0, "start"], [minutes.length - 1, "end"]]) {
    parts.push(make("text", { x: x(index), y: HEIGHT - 6, "text-anchor": anchor }, time(minutes[index])));
  }
  chart.lines.forEach((line, index) => {
    let path = "";
    line.values.forEach((value, minute) => {
      if (value === null) return;
      const goesOn = minute > 0 && line.values[minute - 1] !== null;
      path += `${goesOn ? "L" : "M"}${x(minute).toFixed(1)} ${y(value).toFixed(1)}`;
      const name = `${time(minutes[minute])}: ${line.name} ${told(value, chart.unit)}`;
      parts.push(make("circle", { class: "dot", style: style(index), cx: x(minute), cy: y(value), r: 3 }, make("title", {}, name)));
    });
    parts.push(make("path", { class: "line", style: style(index), "stroke-dasharray": dashes(index), d: path }));
  });
  const sums = chart.lines.map((line) => `${line.name} ${told(newest(line), chart.unit)}`).join(", ");
  svg.setAttribute("aria-label", `${chart.title}: ${sums || "nothing"}. The table below has every minute.`);
  svg.replaceChildren(...parts);
}

function legend(list, chart) {
  list.replaceChildren(...chart.lines.map((line, index) => {
    const sample = make("path", { class: "line", style: style(index), "stroke-dasharray": dashes(index), d: "M0 6H32" });
    const drawn = make("svg", { viewBox: "0 0 32 12", "aria-hidden": "true" }, sample);
    return make("li", {}, drawn, `${line.name}: ${told(newest(line), chart.unit)}`);
  }));
}

function tabulate(table, chart, minutes) {
  const heads = ["Minute", ...chart.lines.map((line) => line.name)];
  const head = make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, name)));
  const rows = minutes.map((minute, index) => make("tr", {},
    make("th", { scope: "row" }, time(minute)),
    ...chart.lines.map((line) => make("td", {}, number(line.values[index])))));
  table.replaceChildren(
    make("caption", {}, `${chart.title}, ${chart.unit}, newest first`),
    make("thead", {}, head),
    make("tbody", {}, ...rows.reverse()));
}

// Made once and then filled, so that an open table stays open and focus stays where it is.
function place(chart) {
  const id = `chart-${chart.id}`;
  if (!at(id)) {
    at("charts").append(make("section", { id, class: "chart", "aria-labelledby": `${id}-title` },
      make("h2", { id: `${id}-title` }, `${chart.title} (${chart.unit})`),
      make("p", { class: "about" }, chart.about),
      make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" }),
      make("ul", { class: "legend" }),
      make("details", {}, make("summary", {}, `${chart.title} as a table`),
        make("div", { class: "rows", tabindex: "0", role: "region", "aria-label": `${chart.title} as a table` }, make("table")))));
  }
  return at(id);
}

function show({ minutes, charts }) {
  const isEmpty = minutes.length === 0;
  at("empty").hidden = !isEmpty;
  at("charts").hidden = isEmpty;
  if (isEmpty) return;
  for (const chart of charts) {
    const section = place(chart);
    draw(section.querySelector(":scope > svg"), chart, minutes);
    legend(section.querySelector(".legend"), chart);
    tabulate(section.querySelector("table"), chart, minutes);
  }
}

function ago(seconds) {
  if (seconds === null) return "No function has pushed figures yet.";
  const [count, unit] = seconds < 120 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
  return `The newest figures came ${count} ${unit}${count === 1 ? "" : "s"} ago.`;
}

// Only what changes is written: a screen reader would say it again.
function say(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

async function look() {
  try {
    const answer = await fetch("/local/figures", { signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error(answer.status);
    const figures = await answer.json();
    show(figures);
    say("freshness", ago(figures.taken_seconds_ago));
    say("trouble", "");
  } catch {
    say("trouble", "cargo local does not answer. What is shown is what it said last; it is asked again every 2 seconds.");
  }
  setTimeout(look, EVERY);
}

at("command").textContent = `curl -s ${location.origin}/health`;
look();

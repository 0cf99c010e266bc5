// The values of a charging session as charts: one for each unit, a line for each measurand, phase and location.

import { element, visible } from "./text.js";

/** @import { Series, Session } from "./packed.js" */
/** @import { Options } from "uplot" */

const HEIGHT = 180;
const LONELY = 300; // seconds shown to both sides of a value that is alone

/** What a unit measures; and from which value on it is shown in thousands. */
const UNITS = new Map([
  ["W", { title: "Power", shown: "W", kilo: "kW" }],
  ["Wh", { title: "Energy", shown: "Wh", kilo: "kWh" }],
  ["var", { title: "Reactive power", shown: "var", kilo: "kvar" }],
  ["varh", { title: "Reactive energy", shown: "varh", kilo: "kvarh" }],
  ["VA", { title: "Apparent power", shown: "VA", kilo: "kVA" }],
  ["VAh", { title: "Apparent energy", shown: "VAh", kilo: "kVAh" }],
  ["A", { title: "Current", shown: "A", kilo: "" }],
  ["V", { title: "Voltage", shown: "V", kilo: "" }],
  ["Percent", { title: "State of charge", shown: "%", kilo: "" }],
  ["Celsius", { title: "Temperature", shown: "°C", kilo: "" }],
  ["Hz", { title: "Frequency", shown: "Hz", kilo: "" }],
  ["RPM", { title: "Fan speed", shown: "rpm", kilo: "" }],
]);

/** The order of the charts. */
const ORDER = ["W", "Wh", "A", "V", "Percent"];

/** @type {uPlot[]} */
let drawn = [];

/**
 * Draws the values of a session, in place of those that were there.
 * @param {HTMLElement} box
 * @param {Session} session
 * @param {number} zone minutes east of UTC in which times are shown
 */
export function draw(box, session, zone) {
  for (const chart of drawn) chart.destroy();
  drawn = [];
  box.replaceChildren();
  const units = [...new Set(session.series.map(({ unit }) => unit))].sort((one, other) => rank(one) - rank(other));
  if (!units.length) box.append(element("p", { class: "quiet" }, "The log has no meter values of this session."));
  const charts = units.map((unit) =>
    chartOf(
      session.series.filter((series) => series.unit === unit),
      unit,
    ),
  );
  box.append(...charts.map(({ figure }) => figure)); // all of them: each has its width only then
  const span = spanOf(session.series);
  drawn = charts.map(
    ({ canvas, names, tables }) => new uPlot(optionsOf(canvas, names, zone, span), uPlot.join(tables), canvas),
  );
}

/**
 * The first and the last time of all values, in seconds: all charts of a session show the same span.
 * @param {Series[]} series
 * @returns {[number, number]}
 */
function spanOf(series) {
  const first = Math.min(...series.map(({ times }) => Math.min(...times))) / 1000;
  const last = Math.max(...series.map(({ times }) => Math.max(...times))) / 1000;
  return last > first ? [first, last] : [first - LONELY, last + LONELY];
}

/**
 * @param {string} unit
 */
function rank(unit) {
  return ORDER.includes(unit) ? ORDER.indexOf(unit) : ORDER.length;
}

/**
 * A chart that is not drawn yet.
 * @param {Series[]} group series of one unit
 * @param {string} unit
 */
function chartOf(group, unit) {
  const { title, shown, kilo } = UNITS.get(unit) ?? { title: "", shown: unit, kilo: "" };
  const highest = Math.max(...group.map(({ values }) => Math.max(...values.map(Math.abs))));
  const isKilo = kilo !== "" && highest >= 1000;
  const factor = isKilo ? 0.001 : 1;
  const names = group.map(nameOf);
  const heading = visible([title || group[0].measurand, isKilo ? kilo : shown].filter(Boolean).join(", "));
  const canvas = element("div", {
    class: "canvas",
    role: "img",
    "aria-label": `${heading}: ${visible(names.join(", "))}`,
  });
  const figure = element(
    "figure",
    { class: "chart" },
    element("figcaption", {}, heading),
    canvas,
    tableOf(group, names, factor),
  );
  const tables = group.map(({ times, values }) => {
    return /** @type {[number[], number[]]} */ ([
      times.map((time) => time / 1000),
      values.map((value) => value * factor),
    ]);
  });
  return { figure, canvas, names, tables };
}

/**
 * What tells a series from the others of its unit: "Active.Import L1", "SoC".
 * @param {Series} series
 */
function nameOf({ measurand, phase, location }) {
  const place = location === "Outlet" ? "" : ` at ${location}`;
  return `${measurand}${phase === null ? "" : ` ${phase}`}${place}`;
}

/**
 * @param {HTMLElement} canvas
 * @param {string[]} names
 * @param {number} zone
 * @param {[number, number]} span seconds since 1970 that are shown at most
 * @returns {Options}
 */
function optionsOf(canvas, names, zone, [from, until]) {
  const style = getComputedStyle(canvas);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { show: false } };
  return {
    width: Math.max(200, canvas.clientWidth),
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date((seconds + zone * 60) * 1000), "UTC"),
    cursor: { sync: { key: "session" }, points: { size: 6 } },
    legend: { show: false },
    scales: { x: { range: (_, least, most) => [Math.max(least, from), Math.min(most, until)] } },
    axes: [
      {
        ...axis,
        space: 76,
        values: [
          [86_400, "{YYYY}-{MM}-{DD}"],
          [60, "{HH}:{mm}"],
          [1, "{HH}:{mm}:{ss}"],
        ].map(ticks),
      },
      { ...axis, size: 56 },
    ],
    series: [
      {},
      ...names.map((label, number) => {
        return {
          label,
          stroke: colour(`--line-${number % 6}`),
          width: 1.5,
          spanGaps: true,
          dash: number > 5 ? [4, 3] : undefined,
        };
      }),
    ],
  };
}

/**
 * The format of the labels of an axis of time, from an increment of seconds on.
 * @param {(string | number)[]} format
 */
function ticks([seconds, text]) {
  return [seconds, text, null, null, null, null, null, null, 1];
}

/**
 * The numbers of a chart, for those who do not see it, and as its legend.
 * @param {Series[]} group
 * @param {string[]} names
 * @param {number} factor
 */
function tableOf(group, names, factor) {
  const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });
  const cell = (/** @type {number} */ value) => element("td", { class: "num" }, number.format(value * factor));
  const heads = ["Values", "First", "Lowest", "Highest", "Last"].map((name, at) => {
    return element("th", { scope: "col", class: at ? "num" : "" }, name);
  });
  const rows = group.map(({ values }, at) => {
    const swatch = element("span", { class: `swatch line-${at % 6}${at > 5 ? " dashed" : ""}` });
    const head = element("th", { scope: "row" }, swatch, visible(names[at]));
    const told = [values[0], Math.min(...values), Math.max(...values), values[values.length - 1]];
    return element("tr", {}, head, ...told.map(cell));
  });
  return element(
    "table",
    { class: "legend" },
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
}

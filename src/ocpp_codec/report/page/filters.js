// Which messages the reader wants to see.

import { FILTERS } from "./address.js";
import { day, timeOfDay, visible } from "./text.js";

/** @import { State } from "./address.js" */
/** @import { Log, Message } from "./packed.js" */

/** Other words for a direction that somebody may type into the address. */
const SIDE_OF = new Map([
  ["to-csms", 0],
  ["station", 0],
  ["to-station", 1],
  ["csms", 1],
]);

/**
 * The messages that pass the filters, in the order of the log.
 * @param {Log} log
 * @param {State} state
 * @returns {Message[]}
 */
export function wanted(log, state) {
  const tests = [...testsOf(log, state)];
  return tests.length ? log.messages.filter((message) => tests.every((passes) => passes(message))) : log.messages;
}

/**
 * @param {Log} log
 * @param {State} state
 * @returns {Generator<(message: Message) => boolean>}
 */
function* testsOf(log, state) {
  const action = state.action.toLowerCase();
  const side = SIDE_OF.get(state.direction);
  const { station, since, until } = state;
  if (action) yield (message) => message.action?.toLowerCase() === action;
  if (state.direction) yield (message) => message.side === side;
  if (station) yield (message) => message.station === station;
  if (since) yield (message) => message.time !== null && shown(message.time, message.zone) >= since;
  if (until)
    yield (message) => message.time !== null && shown(message.time, message.zone).slice(0, until.length) <= until;
  if (state.finding) yield findingTest(log, state.finding);
  if (state.q) yield searchTest(state.q);
}

/**
 * A moment as the fields for times write it.
 * @param {number} time
 * @param {number} zone
 */
function shown(time, zone) {
  return `${day(time, zone)}T${timeOfDay(time, zone)}`;
}

/**
 * @param {Log} log
 * @param {string} wish
 * @returns {(message: Message) => boolean}
 */
function findingTest(log, wish) {
  if (wish === "any") return (message) => message.findings.length > 0 || message.observed.length > 0;
  const kinds = new Set(log.observations.flatMap(({ kind }, number) => (kind === wish ? [number] : [])));
  return (message) =>
    message.findings.some(({ rule }) => rule === wish) || message.observed.some((number) => kinds.has(number));
}

/**
 * A search for a text in any case: in the frame, the action and the station.
 * @param {string} wish
 * @returns {(message: Message) => boolean}
 */
function searchTest(wish) {
  const searched = wish.toLowerCase();
  return (message) => searchable(message).includes(searched);
}

/** @type {WeakMap<Message, string>} */
const searchTexts = new WeakMap();

/**
 * @param {Message} message
 */
function searchable(message) {
  let text = searchTexts.get(message);
  if (text === undefined) {
    text = [message.frame, message.action ?? "", message.station ?? ""].join("\n").toLowerCase();
    searchTexts.set(message, text);
  }
  return text;
}

/**
 * Fills the fields of the form with what the log has, and hides those that have nothing to choose.
 * @param {HTMLFormElement} form
 * @param {Log} log
 */
export function offer(form, log) {
  const { messages, observations } = log;
  const counts = (/** @type {(string | null)[]} */ names) => {
    const counted = new Map();
    for (const name of names) if (name !== null) counted.set(name, (counted.get(name) ?? 0) + 1);
    return [...counted].sort(([one], [other]) => (one < other ? -1 : 1));
  };
  fill(form, "action", counts(messages.map(({ action }) => action)));
  const rules = counts(messages.flatMap(({ findings }) => [...new Set(findings.map(({ rule }) => rule))]));
  const kinds = counts(
    messages.flatMap(({ observed }) => [...new Set(observed.map((each) => observations[each].kind))]),
  );
  fill(form, "finding", rules, "Defects");
  fill(form, "finding", kinds, "What happened");
  const stations = counts(messages.map(({ station }) => station));
  fill(form, "station", stations.length > 1 ? stations : []);
  for (const name of ["since", "until"])
    hide(
      form,
      name,
      messages.every(({ time }) => time === null),
    );
  hide(form, "finding", !rules.length && !kinds.length);
  hide(form, "station", stations.length < 2);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {[string, number][]} options
 * @param {string} [group]
 */
function fill(form, name, options, group) {
  const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
  const made = options.map(([value, count]) => new Option(visible(`${value} (${count})`), value));
  if (!group) select.append(...made);
  else if (made.length) {
    const under = document.createElement("optgroup");
    under.label = group;
    under.append(...made);
    select.append(under);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {boolean} isHidden
 */
function hide(form, name, isHidden) {
  const field = /** @type {HTMLElement} */ (form.elements.namedItem(name));
  const label = field.closest("label");
  if (label) label.hidden = isHidden;
}

/**
 * Shows the state in the fields of the form.
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function fillIn(form, state) {
  for (const name of FILTERS) {
    const field = /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));
    if (field instanceof HTMLSelectElement) choose(field, state[name]);
    else if (field.value !== state[name]) field.value = state[name];
  }
}

/**
 * Chooses an option in any case. A wish that the log does not have becomes an option of its own.
 * @param {HTMLSelectElement} select
 * @param {string} value
 */
function choose(select, value) {
  const found = [...select.options].find((option) => option.value.toLowerCase() === value.toLowerCase());
  if (!found) select.append(new Option(visible(`${value} (0)`), value));
  select.value = found ? found.value : value;
}

/**
 * What the fields of the form ask for.
 * @param {HTMLFormElement} form
 * @returns {Pick<State, typeof FILTERS[number]>}
 */
export function asked(form) {
  const data = new FormData(form);
  const value = (/** @type {string} */ name) => String(data.get(name) ?? "");
  // a browser leaves out seconds that are 0, and the whole minute is not meant
  const toTheSecond = (/** @type {string} */ name) => value(name).replace(/T\d\d:\d\d$/, "$&:00");
  return {
    q: value("q"),
    action: value("action"),
    direction: value("direction"),
    finding: value("finding"),
    station: value("station"),
    since: toTheSecond("since"),
    until: toTheSecond("until"),
  };
}

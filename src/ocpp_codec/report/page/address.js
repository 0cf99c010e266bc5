// The state of the page. It stands in the address, so that a link shows a colleague the same place.

/**
 * What the reader has asked for; "" means nothing.
 * @typedef {object} State
 * @property {string} q a text that messages contain
 * @property {string} action
 * @property {string} direction "to-csms" or "to-station"
 * @property {string} finding "any", a rule, or a kind of observation
 * @property {string} station
 * @property {string} since a moment of the log, 2026-05-17T09:41:33
 * @property {string} until
 * @property {string} line the key of the open message
 * @property {string} session the number of the session whose values are shown
 */

/** @type {State} */
const NOTHING = {
  q: "",
  action: "",
  direction: "",
  finding: "",
  station: "",
  since: "",
  until: "",
  line: "",
  session: "",
};

/** The parts of the state that select messages. */
export const FILTERS = /** @type {const} */ (["q", "action", "direction", "finding", "station", "since", "until"]);

/**
 * The state in an address. What it does not know is left out.
 * @param {string} hash
 * @returns {State}
 */
export function parse(hash) {
  const state = { ...NOTHING };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [name, ...value] = part.split("=");
    if (Object.hasOwn(NOTHING, name)) state[/** @type {keyof State} */ (name)] = decoded(value.join("="));
  }
  return state;
}

/**
 * @param {string} text
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % that somebody typed
  }
}

/**
 * The address of a state; "#" if it asks for nothing.
 * @param {State} state
 */
export function format(state) {
  const parts = Object.entries(state).filter(([, value]) => value);
  return `#${parts.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join("&")}`;
}

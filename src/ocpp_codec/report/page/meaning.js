// What a message says, in few words.

import { visible } from "./text.js";

/** @import { Message } from "./packed.js" */

const KINDS = new Map([
  [2, "call"],
  [3, "result"],
  [4, "error"],
  [5, "result error"],
  [6, "send"],
]);
const MOST_LEAVES = 8;
const MOST_TEXT = 160;

/** The fields that say most, in this order; the others follow as they come, and those that say least come last. */
const TELLING = ["status", "connectorStatus", "eventType", "triggerReason", "connectorId", "evseId", "errorCode"];
const LEAST = ["timestamp", "currentTime", "seqNo"];

/**
 * The kind of a message in one word.
 * @param {Message} message
 */
export function kindOf(message) {
  return KINDS.get(message.kind) ?? "frame";
}

/**
 * The worst that is to say of a message: "error", "tolerated", "advice", "observed" or "".
 * @param {Message} message
 * @returns {"error" | "tolerated" | "advice" | "observed" | ""}
 */
export function severityOf({ findings, observed }) {
  for (const severity of /** @type {const} */ (["error", "tolerated", "advice"])) {
    if (findings.some((finding) => finding.severity === severity)) return severity;
  }
  return observed.length ? "observed" : "";
}

/**
 * The elements of a frame; nothing if it cannot be read.
 * @param {Message} message
 * @returns {unknown[]}
 */
function elementsOf({ frame, cut }) {
  if (cut) return [];
  try {
    const read = JSON.parse(frame);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

/**
 * The payload of a message, or undefined.
 * @param {Message} message
 */
export function payloadOf(message) {
  const elements = elementsOf(message);
  return message.kind === 4 || message.kind === 5 ? elements.slice(2) : elements[message.kind === 3 ? 2 : 3];
}

/**
 * What a message says, in one line: the values of its payload, the most telling ones first.
 * @param {Message} message
 */
export function contentOf(message) {
  const payload = payloadOf(message);
  if (payload === undefined) return visible(message.frame.slice(0, MOST_TEXT));
  if (message.kind === 4 || message.kind === 5) return visible(errorText(payload).slice(0, MOST_TEXT));
  const leaves = [...firstOf(leavesOf(payload, ""), MOST_LEAVES)];
  const rank = (/** @type {string} */ name) =>
    TELLING.includes(name) ? TELLING.indexOf(name) : TELLING.length + Number(LEAST.includes(name));
  leaves.sort(([one], [other]) => rank(one) - rank(other));
  const said = leaves.map(([name, value]) => (name === "status" ? value : `${name} ${value}`)).join(", ");
  return visible(said.slice(0, MOST_TEXT));
}

/**
 * The first items, without looking at the others.
 * @template T
 * @param {Iterable<T>} items
 * @param {number} most
 * @returns {Generator<T>}
 */
export function* firstOf(items, most) {
  let left = most;
  for (const item of items) {
    yield item;
    left -= 1;
    if (!left) return;
  }
}

/**
 * @param {unknown} payload
 */
function errorText(payload) {
  const parts = Array.isArray(payload) ? payload.filter((part) => typeof part === "string" && part) : [];
  return parts.join(": ");
}

/**
 * The values in a payload with their names, those of objects in it included.
 * @param {unknown} value
 * @param {string} name
 * @returns {Generator<[string, string]>}
 */
function* leavesOf(value, name, depth = 0) {
  if (typeof value !== "object" || value === null) {
    if (name) yield [name, String(value)];
  } else if (depth < 6) {
    for (const [key, each] of Object.entries(value))
      yield* leavesOf(each, Array.isArray(value) ? name : key, depth + 1);
  }
}

// Everything about the open message.

import { format } from "./address.js";
import { firstOf, kindOf, payloadOf } from "./meaning.js";
import { element, lasting, moment, visible } from "./text.js";

/** @import { State } from "./address.js" */
/** @import { Finding, Log, Message, Session } from "./packed.js" */

const FROM_TO = ["The station to the CSMS", "The CSMS to the station", "Nobody knows to whom"];
const MOST_LINES = 2_000;
const MOST_DEPTH = 40;

/**
 * Shows a message in the panel.
 * @param {HTMLElement} panel
 * @param {Log} log
 * @param {Message} message
 * @param {State} state
 */
export function show(panel, log, message, state) {
  const link = (/** @type {Message} */ other, /** @type {string} */ text) =>
    element("a", { href: format({ ...state, line: other.key }) }, text);
  panel.replaceChildren(
    headOf(message),
    factsOf(log, message, link),
    ...findingsOf(message),
    ...observationsOf(log, message),
    ...contentsOf(message),
    ...replyOf(message),
    element("h4", {}, `As it came, line ${message.line}`),
    element("pre", { class: "raw", tabindex: "0" }, visible(message.frame)),
    ...(message.cut ? [element("p", {}, `Cut: it has ${message.cut.toLocaleString("en")} characters.`)] : []),
    copyButton("Copy the frame", message.frame),
  );
}

/**
 * A charging session in words.
 * @param {Session} session
 */
export function sessionName({ transaction, isTransaction, connector }) {
  const name = isTransaction ? `transaction ${transaction ?? "without an id"}` : "no transaction";
  return visible([name, connector].filter(Boolean).join(", "));
}

/**
 * @param {Message} message
 */
function headOf(message) {
  const title = element(
    "h3",
    {},
    visible(message.action ?? "Unknown action"),
    " ",
    element("small", {}, kindOf(message)),
  );
  const close = element("button", {
    type: "button",
    class: "close",
    "data-close": true,
    "aria-label": "Close the message",
  });
  close.append("✕");
  return element("div", { class: "head" }, title, close);
}

/**
 * @param {Log} log
 * @param {Message} message
 * @param {(other: Message, text: string) => HTMLElement} link
 */
function factsOf(log, message, link) {
  /** @type {[string, (Node | string)[]][]} */
  const facts = [["From, to", [FROM_TO[message.side]]]];
  if (message.time !== null) facts.push(["Logged", [moment(message.time, message.zone)]]);
  if (message.station !== null) facts.push(["Station", [visible(message.station)]]);
  if (message.id !== null) facts.push(["Message id", [element("code", {}, visible(message.id))]]);
  facts.push(["Line", [visible(`${message.file}:${message.line}`)]]);
  const waited = (/** @type {Message} */ each) => (each.waited === null ? "" : ` after ${lasting(each.waited)}`);
  if (message.call >= 0) {
    const call = log.messages[message.call];
    facts.push(["Answers", [link(call, `line ${call.line}`), waited(message)]]);
  } else if (message.answer >= 0) {
    const answer = log.messages[message.answer];
    facts.push(["Answer", [link(answer, `line ${answer.line}`), waited(answer)]]);
  } else if (message.kind === 2) facts.push(["Answer", ["none in this report"]]);
  if (message.session >= 0) {
    const name = sessionName(log.sessions[message.session]);
    const href = `#session=${message.session}&line=${encodeURIComponent(message.key)}`;
    facts.push(["Session", [element("a", { href }, name)]]);
  }
  const list = element("dl", { class: "facts" });
  for (const [name, content] of facts)
    list.append(element("div", {}, element("dt", {}, name), element("dd", {}, ...content)));
  return list;
}

/**
 * @param {Message} message
 * @returns {Node[]}
 */
function findingsOf({ findings, omitted }) {
  if (!findings.length) return [element("p", { class: "fine" }, "This message keeps the rules of OCPP.")];
  const list = element("ul", { class: "findings" });
  for (const { severity, rule, path, code, message } of findings) {
    const where = path ? element("code", {}, visible(path)) : "";
    list.append(
      element(
        "li",
        { class: severity },
        element("strong", {}, `${severity} ${rule}`),
        " ",
        where,
        element("p", {}, visible(message)),
        element("p", { class: "code" }, visible(code)),
      ),
    );
  }
  const more = omitted ? [element("p", {}, `and ${omitted} findings more`)] : [];
  return [element("h4", {}, "What is wrong"), list, ...more];
}

/**
 * @param {Log} log
 * @param {Message} message
 * @returns {Node[]}
 */
function observationsOf(log, { observed }) {
  if (!observed.length) return [];
  const list = element("ul", { class: "findings" });
  for (const number of observed) {
    const { kind, text } = log.observations[number];
    list.append(element("li", { class: "observed" }, element("strong", {}, kind), element("p", {}, visible(text))));
  }
  return [element("h4", {}, "What happened here"), list];
}

/**
 * @param {Message} message
 * @returns {Node[]}
 */
function replyOf({ reply }) {
  if (reply === null) return [];
  const shown = element("pre", { class: "raw", tabindex: "0" }, visible(reply));
  return [element("h4", {}, "The reply that it deserves"), shown, copyButton("Copy the reply", reply)];
}

/**
 * @param {Message} message
 * @returns {Node[]}
 */
function contentsOf(message) {
  const payload = payloadOf(message);
  if (payload === undefined) return [];
  const isError = message.kind === 4 || message.kind === 5;
  const findings = isError ? [] : message.findings; // those of an error have places in the frame
  const marks = new Map(findings.map((finding) => [finding.path, finding]));
  const shown = element("pre", { class: "payload", tabindex: "0" });
  for (const { path, text } of firstOf(linesOf(payload, "", "", "", 0), MOST_LINES)) {
    shown.append(lineOf(text, marks.get(path)), "\n");
    marks.delete(path);
  }
  return [element("h4", {}, isError ? "Error" : "Payload"), shown];
}

/**
 * @param {string} text
 * @param {Finding | undefined} finding
 * @returns {Node | string}
 */
function lineOf(text, finding) {
  return finding
    ? element("mark", { class: finding.severity, title: visible(finding.message) }, visible(text))
    : visible(text);
}

/**
 * A value in lines, each with its place in the payload (a JSON pointer).
 * @param {unknown} value
 * @param {string} path
 * @param {string} start what stands before the value
 * @param {string} end what stands behind it
 * @param {number} depth
 * @returns {Generator<{path: string, text: string}>}
 */
function* linesOf(value, path, start, end, depth) {
  const indent = "  ".repeat(depth);
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (!parts.length || depth > MOST_DEPTH) {
    yield { path, text: `${indent}${start}${parts.length ? "..." : JSON.stringify(value)}${end}` };
    return;
  }
  const isList = Array.isArray(value);
  const [open, close] = isList ? "[]" : "{}";
  yield { path, text: `${indent}${start}${open}` };
  for (const [at, [key, each]] of parts.entries()) {
    const place = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const comma = at < parts.length - 1 ? "," : "";
    yield* linesOf(each, place, isList ? "" : `${JSON.stringify(key)}: `, comma, depth + 1);
  }
  yield { path: "", text: `${indent}${close}${end}` };
}

/**
 * @param {string} label
 * @param {string} text
 */
function copyButton(label, text) {
  const button = element("button", { type: "button", class: "copy" }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser does not allow to copy";
    }
  });
  return button;
}

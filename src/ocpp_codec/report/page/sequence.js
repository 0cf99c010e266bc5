// The sequence diagram: a list of rows of one height, of which only those in sight are in the document.

import { contentOf, kindOf, severityOf } from "./meaning.js";
import { element, lasting, timeOfDay, visible } from "./text.js";

/** @import { Log, Message } from "./packed.js" */
/** @import { Row } from "./rows.js" */

const ROW = 30; // pixels; `--row` in style.css is the same
const MARGIN = 20; // rows that are drawn above and below those in sight
const FEW = 400; // rows that are drawn all at once, so that the browser's own search finds them

const SIDE_CLASSES = ["to-csms", "to-station", "unknown-side"];
const SPOKEN_SIDES = ["station to CSMS", "CSMS to station", "unknown direction"];
const SIGNS = { error: "✕", tolerated: "!", advice: "i", observed: "◆", "": "" };

export class Sequence {
  /**
   * @param {HTMLElement} box what scrolls
   * @param {(message: Message) => void} open called with the message that the reader wants to see
   */
  constructor(box, open) {
    this.box = box;
    this.sheet = element("div", { class: "sheet", role: "presentation" });
    box.replaceChildren(this.sheet);
    /** @type {Log | null} */
    this.log = null;
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Map<string, number>} the row of each message */
    this.rowOf = new Map();
    this.count = 0;
    this.chosen = "";
    /** @type {Map<number, HTMLElement>} */
    this.drawn = new Map();
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(box);
    box.addEventListener("click", (event) => {
      const target = event.target instanceof Element ? event.target.closest("[data-line]") : null;
      const row = this.rows[this.rowOf.get(target?.getAttribute("data-line") ?? "") ?? -1];
      if (!row?.message) return;
      box.focus({ preventScroll: true }); // a row that is scrolled away would take the keys with it
      open(row.message);
    });
    box.addEventListener("keydown", (event) => {
      const isPress = event.key === "Enter" || event.key === " ";
      if (!isPress || !(event.target instanceof HTMLElement) || !event.target.dataset.line) return;
      event.target.click();
      event.preventDefault();
    });
  }

  /**
   * Shows other rows.
   * @param {Log} log
   * @param {Row[]} rows
   */
  show(log, rows) {
    this.log = log;
    this.rows = rows;
    this.rowOf = new Map();
    rows.forEach(({ message }, number) => {
      if (message) this.rowOf.set(message.key, number);
    });
    this.count = this.rowOf.size;
    this.sheet.style.height = `${Math.max(rows.length, 1) * ROW}px`;
    this.drawn.clear();
    this.sheet.replaceChildren();
    if (!rows.length) this.sheet.append(element("p", { class: "nothing" }, "No message passes the filters."));
    this.draw();
  }

  /**
   * Marks a message as the open one, and brings it into sight.
   * @param {string} key
   */
  choose(key) {
    for (const row of this.drawn.values()) {
      if (row.hasAttribute("aria-selected")) row.setAttribute("aria-selected", String(row.dataset.line === key));
    }
    this.chosen = key;
    const number = this.rowOf.get(key);
    if (number === undefined) {
      this.box.removeAttribute("aria-activedescendant");
      return;
    }
    const top = number * ROW;
    const { scrollTop, clientHeight } = this.box;
    if (top < scrollTop + ROW) this.box.scrollTop = top - (top < scrollTop - clientHeight ? clientHeight / 3 : ROW);
    else if (top > scrollTop + clientHeight - 2 * ROW) {
      this.box.scrollTop = top - (top > scrollTop + 2 * clientHeight ? clientHeight / 3 : clientHeight - 2 * ROW);
    }
    this.draw();
    this.box.setAttribute("aria-activedescendant", idOf(number));
  }

  /**
   * The message that is some messages away from the chosen one.
   * @param {number} step
   * @param {(message: Message) => boolean} [counts] which messages count
   * @returns {Message | null}
   */
  away(step, counts = () => true) {
    const direction = Math.sign(step);
    let number = this.rowOf.get(this.chosen) ?? (direction > 0 ? -1 : this.rows.length);
    let left = Math.abs(step);
    /** @type {Message | null} */
    let found = null;
    for (number += direction; left > 0 && this.rows[number]; number += direction) {
      const { message } = this.rows[number];
      if (message && counts(message)) {
        found = message;
        left -= 1;
      }
    }
    return found;
  }

  /** How many rows are in sight. */
  get page() {
    return Math.max(1, Math.floor(this.box.clientHeight / ROW) - 1);
  }

  /** Draws the rows in sight, and takes away the others. */
  draw() {
    const { scrollTop, clientHeight } = this.box;
    const isFew = this.rows.length <= FEW;
    const first = isFew ? 0 : Math.max(0, Math.floor(scrollTop / ROW) - MARGIN);
    const end = isFew
      ? this.rows.length
      : Math.min(this.rows.length, Math.ceil((scrollTop + clientHeight) / ROW) + MARGIN);
    for (const [number, row] of this.drawn) {
      if (number < first || number >= end) {
        row.remove();
        this.drawn.delete(number);
      }
    }
    const added = document.createDocumentFragment();
    for (let number = first; number < end; number += 1) {
      if (!this.drawn.has(number)) {
        const row = this.made(number);
        row.style.top = `${number * ROW}px`;
        this.drawn.set(number, row);
        added.append(row);
      }
    }
    this.sheet.append(added);
  }

  /**
   * @param {number} number
   * @returns {HTMLElement}
   */
  made(number) {
    const { message, note, isGap, bars } = this.rows[number];
    const track = element("span", { class: "track", "aria-hidden": "true" });
    for (const { side, lane, part } of bars)
      track.append(element("span", { class: `bar side-${side} lane-${lane} ${part}` }));
    if (!message) {
      track.append(element("span", { class: "note" }, note));
      return element("div", { class: isGap ? "row between gap" : "row between", role: "presentation" }, track);
    }
    const worst = severityOf(message);
    const isAnswer = message.kind === 3 || message.kind === 4 || message.kind === 5;
    const shape = isAnswer ? "answer" : "call";
    const error = message.kind === 4 || message.kind === 5 ? " failed" : "";
    track.append(arrowOf(message, (this.log?.stations.length ?? 0) > 1));
    const row = element(
      "div",
      {
        class: `row message ${SIDE_CLASSES[message.side]} ${shape}${error} ${worst && `has-${worst}`}`,
        id: idOf(number),
        role: "option",
        tabindex: -1,
        "data-line": message.key,
        "aria-selected": String(message.key === this.chosen),
        "aria-setsize": this.count,
        "aria-label": this.spoken(message),
      },
      timeOf(message),
      track,
      element("span", { class: `mark ${worst}`, title: this.why(message) }, SIGNS[worst]),
    );
    return row;
  }

  /**
   * What is wrong with a message, or seen at it, in one text.
   * @param {Message} message
   */
  why({ findings, observed }) {
    const said = observed.map((number) => this.log?.observations[number].text ?? "");
    return visible([...findings.map(({ severity, rule }) => `${severity} ${rule}`), ...said].join("\n"));
  }

  /**
   * A message for those who hear the page.
   * @param {Message} message
   */
  spoken(message) {
    const time = message.time === null ? "" : `${timeOfDay(message.time, message.zone)}, `;
    const { findings, observed } = message;
    const what = `${visible(message.action ?? "unknown action")} ${kindOf(message)}`;
    const parts = [`${time}${SPOKEN_SIDES[message.side]}`, what, contentOf(message)];
    if (findings.length) parts.push(findings.map(({ severity, rule }) => `${severity} ${rule}`).join(", "));
    if (observed.length) parts.push(observed.map((number) => this.log?.observations[number].kind ?? "").join(", "));
    return parts.filter(Boolean).join("; ");
  }
}

/**
 * @param {number} number
 */
function idOf(number) {
  return `row-${number}`;
}

/**
 * The time of day; what a narrow screen has no place for stands apart.
 * @param {Message} message
 */
function timeOf({ time, zone, key }) {
  if (time === null) return element("span", { class: "time" }, visible(key));
  const [seconds, fraction] = timeOfDay(time, zone).split(".");
  return element("span", { class: "time" }, seconds, element("small", {}, fraction ? `.${fraction}` : ""));
}

/**
 * The arrow with what stands on it: the action of a call, what an answer says and how long it took.
 * @param {Message} message
 * @param {boolean} isOfMany whether the log has several stations
 */
function arrowOf(message, isOfMany) {
  const isCall = message.kind === 2 || message.kind === 6;
  const name = isCall || message.action === null || message.call < 0 ? (message.action ?? kindOf(message)) : "";
  const label = element("span", { class: "label" });
  if (isOfMany && message.station !== null)
    label.append(element("span", { class: "station" }, visible(message.station)));
  if (name) label.append(element("b", {}, visible(name)));
  label.append(element("span", { class: "content" }, contentOf(message)));
  if (message.waited !== null) label.append(element("span", { class: "waited" }, lasting(message.waited)));
  if (isCall && message.answer < 0 && message.kind === 2 && message.observed.length) label.classList.add("unanswered");
  return element("span", { class: "arrow" }, label);
}

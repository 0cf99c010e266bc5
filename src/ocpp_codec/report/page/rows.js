// The rows of the sequence diagram: messages, what stands between them, and the bars that join a call to its answer.

import { day, lasting, offset, plural } from "./text.js";

/** @import { Log, Message } from "./packed.js" */

/**
 * A piece of the bar that joins a call to its answer, on the lifeline of the side that answers.
 * @typedef {{side: 0 | 1, lane: number, part: "start" | "through" | "end"}} Bar
 */

/**
 * @typedef {object} Row
 * @property {Message | null} message null: a note between messages
 * @property {string} note
 * @property {boolean} isGap whether time has passed without a message
 * @property {Bar[]} bars
 */

const GAP = 60_000; // milliseconds
const MOST_LANES = 4;

/**
 * @param {Log} log
 * @param {Message[]} messages those that are wanted
 * @returns {Row[]}
 */
export function rowsOf(log, messages) {
  const isWhole = messages.length === log.messages.length;
  const bars = new Bars(messages);
  const connections = new Connections();
  /** @type {Row[]} */
  const rows = [];
  /** @type {Message | null} */
  let before = null;
  for (const message of messages) {
    const skipped = isWhole ? message.skipped : 0;
    const notes = [...connections.notes(message), ...timeNotes(before, message), ...skippedNotes(skipped)];
    if (notes.length) {
      rows.push({
        message: null,
        note: notes.join(" · "),
        isGap: passed(before, message) >= GAP,
        bars: bars.through(),
      });
    }
    rows.push({ message, note: "", isGap: false, bars: bars.at(message) });
    before = message;
  }
  if (isWhole && log.skippedAtEnd) {
    rows.push({ message: null, note: skippedNotes(log.skippedAtEnd).join(""), isGap: true, bars: [] });
  }
  return rows;
}

/**
 * @param {number} count
 * @returns {string[]}
 */
function skippedNotes(count) {
  return count ? [`${plural(count, "message")} not in this report`] : [];
}

/**
 * @param {Message | null} before
 * @param {Message} message
 * @returns {string[]}
 */
function timeNotes(before, message) {
  if (message.time === null) return [];
  const notes = [];
  const today = day(message.time, message.zone);
  if (!before || before.time === null) notes.push(`${today} ${offset(message.zone)}`);
  else if (today !== day(before.time, before.zone)) notes.push(today);
  if (passed(before, message) >= GAP) notes.push(`${lasting(passed(before, message) / 1000)} without a message`);
  return notes;
}

/**
 * Milliseconds between two messages; 0 if one has no time.
 * @param {Message | null} before
 * @param {Message} message
 */
function passed(before, message) {
  return before && before.time !== null && message.time !== null ? message.time - before.time : 0;
}

/** Knows where a station connects again. */
class Connections {
  constructor() {
    /** @type {Map<string | null, number>} */
    this.latest = new Map();
  }

  /**
   * @param {Message} message
   * @returns {string[]}
   */
  notes({ station, connection }) {
    const latest = this.latest.get(station);
    this.latest.set(station, Math.max(connection, latest ?? 0));
    return latest !== undefined && connection > latest ? ["a new connection"] : [];
  }
}

/** The bars that are open while one goes through the messages. */
class Bars {
  /**
   * @param {Message[]} messages
   */
  constructor(messages) {
    this.shown = new Set(messages.map(({ index }) => index));
    /** @type {Map<number, Bar>} by the index of the call */
    this.open = new Map();
  }

  /**
   * Those that go on.
   * @returns {Bar[]}
   */
  through() {
    return [...this.open.values()];
  }

  /**
   * @param {Message} message
   * @returns {Bar[]}
   */
  at({ index, side, call, answer }) {
    const ended = call >= 0 ? this.open.get(call) : undefined;
    if (ended) {
      this.open.delete(call);
      return [...this.open.values(), { ...ended, part: "end" }];
    }
    const others = this.through();
    if (answer < 0 || side === 2 || !this.shown.has(answer)) return others;
    const answerer = side === 0 ? 1 : 0;
    const taken = new Set(others.filter((bar) => bar.side === answerer).map(({ lane }) => lane));
    const lane = [...Array(MOST_LANES).keys()].find((each) => !taken.has(each));
    if (lane === undefined) return others;
    this.open.set(index, { side: answerer, lane, part: "through" });
    return [...others, { side: answerer, lane, part: "start" }];
  }
}

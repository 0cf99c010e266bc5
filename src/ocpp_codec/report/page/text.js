// Texts for people: times, durations, and texts of a log, which may hold anything.

/** Characters that are invisible, or that turn the direction of what follows. */
const TRICKS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * A text of the log in which every character can be seen.
 * @param {string} text
 */
export function visible(text) {
  return text.replace(TRICKS, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/**
 * An element with content. Text never becomes HTML.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean>} attributes
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(attribute, value === true ? "" : String(value));
  }
  made.append(...content);
  return made;
}

/**
 * A moment as the log shows it, as an ISO text without its offset.
 * @param {number} time
 * @param {number} zone
 */
function localIso(time, zone) {
  return new Date(time + zone * 60_000).toISOString().slice(0, -1);
}

/**
 * The day: 2026-05-17.
 * @param {number} time
 * @param {number} zone
 */
export function day(time, zone) {
  return localIso(time, zone).slice(0, 10);
}

/**
 * The time of day: 09:41:33, or 09:41:33.125 if the log has fractions.
 * @param {number} time
 * @param {number} zone
 */
export function timeOfDay(time, zone) {
  return localIso(time, zone)
    .slice(11)
    .replace(/\.000$/, "");
}

/**
 * Day, time and offset.
 * @param {number} time
 * @param {number} zone
 */
export function moment(time, zone) {
  return `${day(time, zone)} ${timeOfDay(time, zone)} ${offset(zone)}`;
}

/**
 * An offset: UTC, UTC+02:00.
 * @param {number} zone
 */
export function offset(zone) {
  if (!zone) return "UTC";
  const minutes = Math.abs(zone);
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `UTC${zone < 0 ? "−" : "+"}${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

/**
 * How long: 35 ms, 0.8 s, 12 min, 2 h 5 min, 3 d 4 h.
 * @param {number} seconds
 */
export function lasting(seconds) {
  if (seconds < 0.1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1).replace(/\.0$/, "")} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${hours / 24} d`;
}

/**
 * A number with its word: 1 message, 2,000 messages.
 * @param {number} count
 * @param {string} word
 */
export function plural(count, word) {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}

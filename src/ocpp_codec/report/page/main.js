// Joins the parts of the page: the address says what is shown, and everything the reader does changes the address.

import { format, parse } from "./address.js";
import { draw } from "./charts.js";
import { asked, fillIn, offer, wanted } from "./filters.js";
import { severityOf } from "./meaning.js";
import { sessionName, show } from "./message.js";
import { readLog } from "./packed.js";
import { rowsOf } from "./rows.js";
import { Sequence } from "./sequence.js";

/** @import { State } from "./address.js" */
/** @import { Log, Message } from "./packed.js" */

/**
 * The element with an id. The template has it.
 * @param {string} id
 */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Changes of the address: so many at once, and then one after so many milliseconds. */
const BURST = 30;
const PAUSE = 150;

const form = /** @type {HTMLFormElement} */ (part("filters"));
const panel = part("message");
const search = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));

/** The page while it shows a log. */
class Page {
  /**
   * @param {Log} log
   */
  constructor(log) {
    this.log = log;
    this.state = parse("");
    this.filtered = "none yet";
    this.written = 0; // when the address was last to be written
    this.allowed = BURST; // how often it may be written at once
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.later = undefined;
    this.sequence = new Sequence(part("messages"), (message) => this.go({ line: message.key }));
    /** @type {Map<string, Message>} */
    this.byKey = new Map(log.messages.map((message) => [message.key, message]));
  }

  /**
   * Goes to another state.
   * @param {Partial<State>} change
   * @param {{isStep?: boolean}} how isStep: whether "back" leads to the present one
   */
  go(change, { isStep = true } = {}) {
    const state = { ...this.state, ...change };
    if (format(state) === format(this.state)) return;
    this.write(format(state), isStep);
    this.show(state);
  }

  /**
   * Writes the address. Browsers refuse to do it too often: while a key is held down, it follows in steps.
   * @param {string} address
   * @param {boolean} isStep
   */
  write(address, isStep) {
    clearTimeout(this.later);
    const now = performance.now();
    this.allowed = Math.min(BURST, this.allowed + (now - this.written) / PAUSE);
    this.written = now;
    if (this.allowed < 1 && !isStep) {
      this.later = setTimeout(() => this.write(address, false), PAUSE);
      return;
    }
    this.allowed -= 1;
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }

  /** Shows what the address says: the reader came by a link, and is led to the place. */
  follow() {
    clearTimeout(this.later);
    this.show(parse(location.hash), { isLink: location.hash.includes("=") });
  }

  /**
   * @param {State} state
   * @param {{isLink?: boolean}} how
   */
  show(state, { isLink = false } = {}) {
    const before = this.state;
    this.state = state;
    fillIn(form, this.state);
    this.showMessages();
    this.showOpen(isLink);
    this.showSession(isLink && this.state.session !== before.session);
    part("clear").hidden = format({ ...this.state, line: "", session: "" }) === "#";
  }

  showMessages() {
    const filtered = format({ ...this.state, line: "", session: "" });
    if (filtered === this.filtered) return;
    this.filtered = filtered;
    const messages = wanted(this.log, this.state);
    part("shown").textContent = String(messages.length);
    this.sequence.show(this.log, rowsOf(this.log, messages));
  }

  /**
   * @param {boolean} isLink
   */
  showOpen(isLink) {
    const message = this.byKey.get(this.state.line);
    panel.hidden = !message;
    part("conversation").classList.toggle("is-open", Boolean(message));
    part("none").hidden = !this.state.line || Boolean(message);
    if (message) show(panel, this.log, message, this.state);
    this.sequence.choose(this.state.line);
    if (!isLink || !(message || this.filtered !== "#")) return;
    part("conversation").scrollIntoView();
    part("messages").focus({ preventScroll: true }); // so that keys go on from there
  }

  /**
   * @param {boolean} isLink
   */
  showSession(isLink) {
    const box = document.getElementById("values");
    if (!box) return; // the log has no session
    const number = this.state.session === "" ? this.firstSession() : Number(this.state.session);
    const session = this.log.sessions[number];
    box.hidden = !session;
    for (const row of document.querySelectorAll("[data-session-row]")) {
      row.toggleAttribute("data-chosen", row.getAttribute("data-session-row") === String(number));
    }
    if (!session) return;
    part("values-of").textContent = `Values of ${sessionName(session)}`;
    draw(part("charts"), session, this.log.messages[0]?.zone ?? 0);
    if (isLink) box.scrollIntoView();
  }

  /** The first session with values. */
  firstSession() {
    return this.log.sessions.findIndex(({ series }) => series.length > 0);
  }

  /**
   * Opens another message.
   * @param {Message | null} message
   */
  open(message) {
    if (message) this.go({ line: message.key }, { isStep: false });
  }

  close() {
    this.go({ line: "" });
    part("messages").focus({ preventScroll: true });
  }

  /**
   * @param {string} key
   * @returns {boolean} whether the key does something
   */
  press(key) {
    const { sequence } = this;
    const isWrong = (/** @type {Message} */ message) => severityOf(message) !== "";
    switch (key) {
      case "ArrowDown":
      case "j":
        this.open(sequence.away(1));
        return true;
      case "ArrowUp":
      case "k":
        this.open(sequence.away(-1));
        return true;
      case "PageDown":
        this.open(sequence.away(sequence.page));
        return true;
      case "PageUp":
        this.open(sequence.away(-sequence.page));
        return true;
      case "Home":
        this.open(sequence.away(-this.log.messages.length));
        return true;
      case "End":
        this.open(sequence.away(this.log.messages.length));
        return true;
      case "n":
        this.open(sequence.away(1, isWrong));
        return true;
      case "p":
        this.open(sequence.away(-1, isWrong));
        return true;
      default:
        return false;
    }
  }
}

/**
 * @param {Page} page
 */
function listen(page) {
  addEventListener("hashchange", () => {
    const isSection = location.hash !== "" && !location.hash.includes("=");
    if (!isSection) page.follow();
  });
  form.addEventListener("input", () => page.go(asked(form), { isStep: false }));
  form.addEventListener("submit", (event) => event.preventDefault());
  part("clear").addEventListener("click", () => page.go({ ...parse(""), line: page.state.line }));
  panel.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-close]")) page.close();
  });
  const redraw = () => page.showSession(false);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width !== innerWidth) redraw();
    width = innerWidth;
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "Escape") leave(page, isTyping);
    else if (isTyping) return;
    else if (event.key === "/") search.focus();
    else if (!isAtMessages(event.target, event.key) || !page.press(event.key)) return;
    event.preventDefault();
  });
}

/**
 * Keys that scroll do so outside of the conversation; letters count everywhere.
 * @param {EventTarget | null} target
 * @param {string} key
 */
function isAtMessages(target, key) {
  return key.length === 1 || (target instanceof Element && target.closest("#messages") !== null);
}

/**
 * Leaves the field, or closes the message.
 * @param {Page} page
 * @param {boolean} isTyping
 */
function leave(page, isTyping) {
  if (isTyping) part("messages").focus({ preventScroll: true });
  else page.close();
}

/** Reads the log, and shows it. */
async function start() {
  const page = new Page(await readLog());
  offer(form, page.log);
  part("loading").hidden = true;
  part("app").hidden = false;
  page.follow();
  listen(page);
}

start().catch((problem) => {
  part("loading").hidden = false;
  part("loading").textContent = `The messages cannot be shown in this browser: ${problem}`;
});

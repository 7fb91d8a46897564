// Guards against accidental presses: whether a press may turn a card or grade it.
//
// In: key, pointer and click events with their times, and when the card turned. Out: yes or no.
// A press counts for one action. A held key, the second click of a double click or tap, and whatever begins within `TURN_GUARD_MS` of the turn
// grade nothing. No page, no clock: times come with the events, in milliseconds.

/** For so long after a card turned nothing is graded: the press was meant to turn the card. */
const TURN_GUARD_MS = 300;
/** A tap this soon after another, and this near, is the second of a double tap: browsers count taps differently. Milliseconds, pixels. */
const DOUBLE_TAP_MS = 300;
const DOUBLE_TAP_PX = 30;

/** @typedef {{ at: number, key: string | null, used: boolean, clicked?: boolean }} Press `clicked`: its click was seen */

/** Remembers what is held down and what was pressed last. */
class PressGuard {
  constructor() {
    /** Keys that are down. @type {Set<string>} */
    this.held = new Set();
    /** The last press, of a key or a pointer. @type {Press | null} */
    this.press = null;
    /** The last pointer that went down. */
    this.tap = { at: -Infinity, x: 0, y: 0 };
    this.turnedAt = Infinity;
  }

  /** @param {string} key @param {boolean} repeat what the browser says about it @param {number} at */
  keyDown(key, repeat, at) {
    // A key that did not come up is held, whether the browser says so or not.
    const again = repeat || this.held.has(key);
    this.held.add(key);
    if (!again) this.press = { at, key, used: false };
    else if (this.press?.key !== key) this.press = null;
  }

  /** @param {string} key */
  keyUp(key) {
    this.held.delete(key);
  }

  /** @param {number} x @param {number} y @param {number} at */
  pointerDown(x, y, at) {
    const second = at - this.tap.at < DOUBLE_TAP_MS && Math.hypot(x - this.tap.x, y - this.tap.y) < DOUBLE_TAP_PX;
    this.tap = { at, x, y };
    this.press = { at: second ? Infinity : at, key: null, used: second };
  }

  /** @param {number} detail how many clicks the browser counts here @param {number} at */
  click(detail, at) {
    if (detail > 1) this.press = { at: Infinity, key: null, used: true };
    // A screen reader clicks without key or pointer: such a click is a press of its own.
    const over = !this.press || (this.press.used ? at - this.press.at >= TURN_GUARD_MS : this.press.clicked);
    if (over && this.held.size === 0) this.press = { at, key: null, used: false };
    if (this.press) this.press.clicked = true;
  }

  /** The window lost the keyboard: no key's end will be heard. */
  focusLost() {
    this.held.clear();
    this.press = null;
  }

  /** A card is shown, its question first; what was pressed until now was meant for another. */
  questionShown() {
    this.turnedAt = Infinity;
    this.consume();
  }

  /** The card shows its answer. @param {number} at */
  answerShown(at) {
    this.turnedAt = at;
    this.consume();
  }

  /** Whether the press may turn the card, or scroll it. */
  mayTurn() {
    return this.press !== null && !this.press.used;
  }

  mayGrade() {
    return this.press !== null && !this.press.used && this.press.at - this.turnedAt >= TURN_GUARD_MS;
  }

  /** The press has done what it could. */
  consume() {
    if (this.press) this.press.used = true;
  }
}

export { PressGuard, TURN_GUARD_MS };

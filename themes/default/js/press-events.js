// Keyboard and pointer events of the study page, forwarded to js/press-guard.js, which decides what may turn a card or grade it.

import { PressGuard } from './press-guard.js';

/** The guard of this page. */
const pressGuard = new PressGuard();
/** The injected clock: the page's, in which events are stamped too. */
const now = () => performance.now();

/** How far a finger must move to grade, pixels. */
const MIN_SWIPE_PX = 80;
/** A press scrolls so much of what is seen of an answer. */
const SCROLL_SHARE = 0.85;

/** Hears everything first: before a shortcut or a button acts. */
function listenForPresses() {
  const first = { capture: true };
  addEventListener('keydown', (event) => pressGuard.keyDown(event.code || event.key, event.repeat, event.timeStamp), first);
  // macOS sends no keyup for a key that is released while Command is down.
  addEventListener('keyup', (event) => (event.key === 'Meta' ? pressGuard.held.clear() : pressGuard.keyUp(event.code || event.key)), first);
  addEventListener('pointerdown', (event) => pressGuard.pointerDown(event.clientX, event.clientY, event.timeStamp), first);
  addEventListener('click', (event) => pressGuard.click(event.detail, event.timeStamp), first);
  addEventListener('blur', () => pressGuard.focusLost());
}

/** The card has turned. */
const onAnswerShown = () => pressGuard.answerShown(now());

/** Scrolls a card's end nearer. @param {Element} card @param {Element} foot what lies over its end @returns {boolean} false where its end is in sight */
function scrollTowardsEnd(card, foot) {
  const edge = foot.getBoundingClientRect().top;
  const rest = card.getBoundingClientRect().bottom - edge;
  const before = scrollY;
  if (rest > 1) scrollBy({ top: Math.min(rest + 8, edge * SCROLL_SHARE), behavior: 'instant' });
  return scrollY > before;
}

/** A finger's way over the card: to the left or the right. @param {HTMLElement} stage @param {(right: boolean) => void} run */
function onSwipe(stage, run) {
  /** @type {{ x: number, y: number } | null} */
  let from = null;
  stage.addEventListener('pointerdown', (event) => {
    // What scrolls sideways itself keeps its gesture.
    const scrolls = event.target instanceof Element && event.target.closest('pre, table, .table-scroll, .diagram, input, textarea, a');
    from = event.pointerType === 'touch' && event.isPrimary && !scrolls ? { x: event.clientX, y: event.clientY } : null;
  });
  stage.addEventListener('pointerup', (event) => {
    if (!from) return;
    const dx = event.clientX - from.x, dy = event.clientY - from.y;
    from = null;
    if (Math.abs(dx) >= MIN_SWIPE_PX && Math.abs(dx) >= 2 * Math.abs(dy)) run(dx > 0);
  });
  stage.addEventListener('pointercancel', () => (from = null));
}

export { pressGuard, listenForPresses, onAnswerShown, scrollTowardsEnd, onSwipe };

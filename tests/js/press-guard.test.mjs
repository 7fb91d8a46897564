// The hand does nothing by accident: whatever keys, clicks and taps come in whatever rhythm, a grade follows a turn that is 300 ms old and a
// press of its own.
import assert from 'node:assert/strict';
import test from 'node:test';
import { PressGuard } from '../../themes/default/js/press-guard.js';
import * as random from '../../themes/default/js/random.js';

/** A study page in small: cards that turn and are graded, and a diary of what happened when, for the judge. */
class Page {
  constructor() {
    this.hand = new PressGuard();
    this.state = 'question';
    this.typing = false;
    /** @type {{ at: number, what: string, press: number }[]} */
    this.diary = [];
    /** The physical press at hand: its number, and when it began. */
    this.press = { n: 0, at: 0 };
    this.presses = new Map();
  }

  begin(at) {
    this.press = { n: this.press.n + 1, at };
    this.presses.set(this.press.n, at);
  }

  turn(at) {
    if (this.state !== 'question' || !this.hand.mayTurn()) return;
    this.state = 'answer';
    this.hand.answerShown(at);
    this.diary.push({ at, what: 'turn', press: this.press.n });
  }

  grade(at) {
    if (this.state !== 'answer' || !this.hand.mayGrade()) return;
    this.hand.consume();
    this.diary.push({ at, what: 'grade', press: this.press.n });
    this.state = 'question';
    this.hand.questionShown();
  }

  onward(at) {
    if (this.state === 'question') this.turn(at);
    else this.grade(at);
  }
}

/** What a hand does, as the browser tells it. Each takes the page, a moment and chance, and returns the moment of its end. */
const MOVES = {
  /** A key pressed and let go, at once or after repeats; not every system says that they are repeats. */
  key(page, at, chance) {
    const key = [' ', 'Enter', '1', '3', '4'][Math.floor(chance() * 5)];
    page.begin(at);
    const repeats = chance() < 0.4 ? Math.floor(chance() * 60) : 0;
    const told = chance() < 0.5;
    for (let i = 0; i <= repeats; i++, at += 25 + chance() * 20) {
      page.hand.keyDown(key, i > 0 && told, at);
      if (key === ' ' || key === 'Enter') page.onward(at);
      else page.grade(at);
    }
    page.hand.keyUp(key);
    return at;
  },
  /** Enter held on a button that has the focus: the browser clicks at every repeat. */
  enterOnButton(page, at, chance) {
    page.begin(at);
    for (let i = 0, n = 1 + chance() * 30; i < n; i++, at += 33) {
      page.hand.keyDown('Enter', i > 0, at);
      page.hand.click(0, at);
      page.onward(at);
    }
    page.hand.keyUp('Enter');
    return at;
  },
  /** Clicks at one place, one to five of them; the browser counts those of a mouse. */
  clicks(page, at, chance) {
    const n = 1 + Math.floor(chance() * 5);
    const touch = chance() < 0.5;
    const gap = 40 + chance() * (touch ? 240 : 400);
    page.begin(at);
    for (let i = 0; i < n; i++, at += gap) {
      page.hand.pointerDown(200, 700, at);
      page.hand.click(touch ? 1 : i + 1, at + 20);
      page.onward(at + 20);
    }
    return at;
  },
  /** Letters into the answer box: no shortcut runs, and Ctrl+Enter turns. */
  typing(page, at, chance) {
    for (let i = 0, n = chance() * 12; i < n; i++, at += 30 + chance() * 200) {
      page.begin(at);
      page.hand.keyDown('Key', false, at);
      page.hand.keyUp('Key');
    }
    if (chance() < 0.5) {
      page.begin(at);
      page.hand.keyDown('Enter', false, at);
      page.turn(at);
      page.hand.keyUp('Enter');
    }
    return at;
  },
  /** A screen reader's click: no key, no pointer. */
  reader(page, at) {
    page.begin(at);
    page.hand.click(0, at);
    page.onward(at);
    return at;
  },
  /** Another window takes the keyboard in the middle of a key. */
  leave(page, at, chance) {
    page.begin(at);
    page.hand.keyDown(' ', false, at);
    if (chance() < 0.5) page.onward(at);
    page.hand.focusLost();
    return at;
  },
};

/** What the owner of the record asks. @param {Page} page */
function judge(page, name) {
  const used = new Set();
  let turned = null;
  for (const { at, what, press } of page.diary) {
    assert.ok(!used.has(press), `${name}: press ${press} did two things, the second a ${what} at ${at}`);
    used.add(press);
    if (what === 'turn') {
      turned = at;
    } else {
      assert.ok(turned !== null, `${name}: a grade without a turn`);
      assert.ok(page.presses.get(press) - turned >= 300, `${name}: graded ${page.presses.get(press) - turned} ms after the turn`);
      turned = null;
    }
  }
}

test('10,000 random hands: every grade follows a turn at least 300 ms old, by a press of its own', () => {
  const names = Object.keys(MOVES);
  let grades = 0;
  for (let i = 0; i < 10000; i++) {
    const chance = random.generator(`hand ${i}`);
    const page = new Page();
    for (let at = 1000, n = 4 + chance() * 16; n > 0; n--) {
      // Mostly hurried, now and then with a rest.
      at += chance() < 0.5 ? chance() * 120 : chance() * 1500;
      at = MOVES[names[Math.floor(chance() * names.length)]](page, at, chance);
    }
    judge(page, `hand ${i}`);
    grades += page.diary.filter(({ what }) => what === 'grade').length;
  }
  assert.ok(grades > 5000, `${grades} grades: a hand that can do nothing proves nothing`);
});

/** A card turned at 1000 by a press of Space. */
function turned() {
  const hand = new PressGuard();
  hand.questionShown();
  hand.keyDown(' ', false, 1000);
  assert.ok(hand.mayTurn());
  hand.answerShown(1000);
  hand.keyUp(' ');
  return hand;
}

test('300 ms after the turn a press grades, and not before', () => {
  for (const [at, may] of [[1000, false], [1299, false], [1300, true], [5000, true]]) {
    const hand = turned();
    hand.keyDown('Digit3', false, at);
    assert.equal(hand.mayGrade(), may, `key at ${at}`);
    const other = turned();
    other.pointerDown(10, 10, at);
    other.click(1, at + 500);
    assert.equal(other.mayGrade(), may, `a pointer that went down at ${at} and came up late`);
  }
});

test('what does not count as a press', () => {
  const held = new PressGuard();
  held.questionShown();
  held.keyDown(' ', false, 1000);
  held.answerShown(1000);
  for (let at = 1500; at < 3000; at += 30) {
    held.keyDown(' ', false, at);
    assert.equal(held.mayGrade(), false, 'a key that never came up');
  }
  held.keyUp(' ');
  held.keyDown(' ', false, 3100);
  assert.ok(held.mayGrade());

  const mouse = turned();
  mouse.pointerDown(10, 10, 2000);
  mouse.click(2, 2010);
  assert.equal(mouse.mayGrade(), false, 'the second click of a double click, however slow');

  const finger = turned();
  finger.pointerDown(10, 10, 2000);
  finger.click(1, 2010);
  finger.consume();
  finger.pointerDown(12, 11, 2200);
  finger.click(1, 2210);
  assert.equal(finger.mayGrade(), false, 'the second tap, which some browsers count as a first');
  finger.pointerDown(200, 11, 2300);
  finger.click(1, 2310);
  assert.equal(finger.mayGrade(), true, 'a tap elsewhere');

  const reader = turned();
  for (let at = 1015; at < 1300; at += 15) {
    reader.click(0, at);
    assert.equal(reader.mayGrade(), false);
  }
  reader.click(0, 1330);
  reader.click(0, 1345);
  assert.equal(reader.mayGrade(), true, 'a click without key or pointer, tried again until it counts');

  const early = turned();
  early.keyDown('Enter', false, 2000);
  early.questionShown();
  assert.equal(early.mayTurn(), false, 'a press before the question came');
});

// The figures of a card fit each other: what the arithmetic tests share.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const CONTENT = resolve(fileURLToPath(import.meta.url), '../../../content');
const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** @typedef {Record<string, number>} Given */
/** @typedef {[says: string, result: (given: Given) => number]} Then */
/** What a card gives, and what follows from it. A number stands in «» inside the words of the card around it; a bare number is given in no digits.
 * @typedef {{ given: Record<string, string | number>, then: Then[] }} Figures */

/** The card's text with every gap as one space. @param {string} card */
export const text = (card) => readFileSync(join(CONTENT, `${card}.md`), 'utf8').replaceAll(/\s+/g, ' ');

/** The number in «», and the rounding that its last digit allows: of a round number, at most a twentieth. @param {string} says */
export function number(says) {
  const written = /«([\d.,]+)»/.exec(says)?.[1].replaceAll(',', '') ?? '0';
  const decimals = written.split('.')[1]?.length ?? 0;
  const zeros = decimals || written === '0' ? 0 : (/0+$/.exec(written)?.[0].length ?? 0);
  const value = Number(written);
  return { value, half: Math.min(0.5 * 10 ** (zeros - decimals), Math.max(0.5 * 10 ** -decimals, value / 20)) };
}

/** The card says it, with the number in digits or in words. @param {string} body @param {string} says */
export function stands(body, says) {
  const word = WORDS[number(says).value];
  const words = [says.replaceAll(/[«»]/g, '')];
  if (says.includes('«') && word) words.push(says.replace(/«[^»]*»/, word), says.replace(/«[^»]*»/, word[0].toUpperCase() + word.slice(1)));
  return words.some((said) => body.includes(said));
}

/** A test for each card. @param {Record<string, Figures>} cards */
export function figuresFit(cards) {
  for (const [card, { given, then }] of Object.entries(cards)) {
    test(`the figures of ${card} fit each other`, () => {
      const body = text(card);
      const says = [...Object.values(given).filter((value) => typeof value === 'string'), ...then.map(([said]) => said)];
      assert.deepEqual(says.filter((said) => !stands(body, said)), [], 'words of the card');
      const values = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? number(value).value : value]));
      for (const [said, result] of then) {
        const { value, half } = number(said);
        const computed = result(values);
        // A half as written, and a hair for the last bit.
        assert.ok(Math.abs(computed - value) <= half + 1e-9, `${said}: computed ${computed}`);
      }
    });
  }
}

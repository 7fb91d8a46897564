// A calendar file (RFC 5545) of days: events without an hour.
//
// In: days with texts. Out: the text of the file. Lines end with CRLF and are folded at 75 octets, never inside a character.

import * as days from './days.js';

/** @typedef {{ day: number, kind: string, words: string, about?: string }} Entry `kind`: with the day it makes the event's UID, so that a newer file replaces what an older one brought */

const MAX_LINE_BYTES = 75;

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n').replace(/[\u0000-\u001f\u007f]/g, ' ');

/** @param {string} line */
function folded(line) {
  const bytes = new TextEncoder();
  let out = '', length = 0;
  for (const sign of line) {
    const size = bytes.encode(sign).length;
    if (length + size > MAX_LINE_BYTES) {
      out += '\r\n ';
      length = 1;
    }
    out += sign;
    length += size;
  }
  return out;
}

/** @param {number} day */
const dateOf = (day) => days.iso(day).replace(/-/g, '');

/**
 * The text of the file.
 * @param {Entry[]} entries
 * @param {{ name: string, guideId: string, now: number }} about `guideId`: the guide's id
 */
function calendar(entries, { name, guideId, now }) {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const host = guideId.replace(/[^A-Za-z0-9.-]/g, '-') || 'guide';
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Recto//Study plan//EN', 'CALSCALE:GREGORIAN', `X-WR-CALNAME:${escaped(name)}`];
  for (const { day, kind, words, about } of entries) {
    lines.push('BEGIN:VEVENT', `UID:${dateOf(day)}-${kind}@${host}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${dateOf(day)}`, `DTEND;VALUE=DATE:${dateOf(day + 1)}`, `SUMMARY:${escaped(words)}`);
    if (about) lines.push(`DESCRIPTION:${escaped(about)}`);
    lines.push('TRANSP:TRANSPARENT', 'END:VEVENT');
  }
  lines.push('END:VCALENDAR', '');
  return lines.map(folded).join('\r\n');
}

export { calendar };

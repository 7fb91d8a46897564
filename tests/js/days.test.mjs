// Days begin at four in the morning, local time, on every day of the year.
import test from 'node:test';
import assert from 'node:assert/strict';
import * as days from '../../themes/default/js/days.js';

/** Minutes east of UTC in a zone at a moment, from the zone database. */
function zone(name) {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  return (ms) => {
    const text = format.formatToParts(ms).find((part) => part.type === 'timeZoneName').value;
    const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text);
    return match[1] ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
  };
}

const dayAt = (iso, name) => days.iso(days.dayOf(Date.parse(iso), zone(name)(Date.parse(iso))));

test('the night belongs to the evening before', () => {
  assert.equal(dayAt('2026-11-22T03:59:59Z', 'UTC'), '2026-11-21');
  assert.equal(dayAt('2026-11-22T04:00:00Z', 'UTC'), '2026-11-22');
  assert.equal(dayAt('2026-11-22T20:30:00Z', 'Pacific/Auckland'), '2026-11-23');
  assert.equal(dayAt('2026-11-22T10:59:00Z', 'America/Los_Angeles'), '2026-11-21');
});

test('the rollover stays at four by the wall clock when the clocks change', () => {
  // Berlin, spring: 29 March 2026, 02:00 becomes 03:00. Four o'clock is 02:00 UTC.
  assert.equal(dayAt('2026-03-29T01:59:59Z', 'Europe/Berlin'), '2026-03-28');
  assert.equal(dayAt('2026-03-29T02:00:00Z', 'Europe/Berlin'), '2026-03-29');
  // Berlin, autumn: 25 October 2026, 03:00 becomes 02:00. Four o'clock is 03:00 UTC.
  assert.equal(dayAt('2026-10-25T02:59:59Z', 'Europe/Berlin'), '2026-10-24');
  assert.equal(dayAt('2026-10-25T03:00:00Z', 'Europe/Berlin'), '2026-10-25');
});

test('every day of a year ends where the next begins, in every kind of zone', () => {
  for (const name of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu', 'Pacific/Apia']) {
    const offset = zone(name);
    let ms = Date.parse('2026-01-01T12:00:00Z');
    for (let i = 0; i < 366; i++) {
      const day = days.dayOf(ms, offset(ms));
      const end = days.nextRollover(ms, offset);
      assert.equal(days.dayOf(end - 1, offset(end - 1)), day, `${name} ${days.iso(day)} ends early`);
      assert.equal(days.dayOf(end, offset(end)), day + 1, `${name} ${days.iso(day)} ends late`);
      assert.ok(Math.abs(end - ms) <= 25.5 * days.HOUR);
      ms = end;
    }
  }
});

test('dates are written and read', () => {
  assert.equal(days.iso(0), '1970-01-01');
  assert.equal(days.fromIso('2026-11-22'), days.dayOf(Date.parse('2026-11-22T12:00:00Z'), 0));
  for (const wrong of ['2026-02-30', '2026-13-01', '22.11.2026', '', '2026-1-1', '2026-11-22T00:00']) assert.equal(days.fromIso(wrong), null, wrong);
  assert.equal(days.weekday(days.fromIso('2026-11-22')), 6, 'a Sunday');
  assert.equal(days.weekday(days.fromIso('1969-12-29')), 0, 'a Monday before 1970');
  assert.equal(days.format(days.fromIso('2026-11-22'), 'en-GB'), '22 November 2026');
});

test('the device tells its own offset', () => {
  const ms = Date.parse('2026-07-01T12:00:00Z');
  assert.equal(days.today(ms), days.dayOf(ms, days.offsetAt(ms)));
});

// The learner's days: local calendar days that begin at 4 in the morning, so that studying past midnight belongs to the evening.
//
// In: milliseconds since 1970 and the local offset from UTC at that moment. Out: the number of the day (0 is 1 January 1970).
// A log keeps both the day and the offset, so that a journey never moves what has been. Because the offset is the one in force at the
// moment itself, days of 23 and 25 hours come out right.

/** The hour at which a day begins. */
const ROLLOVER_HOUR = 4;
/** In ms, as the two below. */
const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Minutes east of UTC at a moment, by the device's time zone. @param {number} ms */
const offsetAt = (ms) => -Math.round(new Date(ms).getTimezoneOffset());

/**
 * The day to which a moment belongs.
 * @param {number} ms
 * @param {number} offset minutes east of UTC at that moment
 */
const dayOf = (ms, offset) => Math.floor((ms + offset * MINUTE - ROLLOVER_HOUR * HOUR) / DAY);

/** The day to which a moment belongs where the device is. @param {number} ms */
const today = (ms) => dayOf(ms, offsetAt(ms));

/**
 * The moment at which the day after `ms`'s begins.
 * @param {number} ms
 * @param {(ms: number) => number} [zone] the offset at a moment; by default the device's
 */
function nextRollover(ms, zone = offsetAt) {
  const wall = (dayOf(ms, zone(ms)) + 1) * DAY + ROLLOVER_HOUR * HOUR;
  // The clocks may change before the rollover: the offset that counts is the one in force then.
  let end = wall - zone(ms) * MINUTE;
  for (let i = 0; i < 2; i++) end = wall - zone(end) * MINUTE;
  return end;
}

/** YYYY-MM-DD. @param {number} day */
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The day of a date as `<input type=date>` gives it; `null` where it is none.
 * @param {string} text YYYY-MM-DD
 * @returns {number | null}
 */
function fromIso(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const day = Date.parse(text + 'T00:00:00Z') / DAY;
  return Number.isInteger(day) && iso(day) === text ? day : null;
}

/** 0 is Monday. @param {number} day */
const weekday = (day) => (((day + 3) % 7) + 7) % 7;

/** Making a format costs a hundred times what using it does. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * A day as the reader's language writes it.
 * @param {number} day
 * @param {string} [language] BCP 47
 * @param {Intl.DateTimeFormatOptions} [options]
 */
function format(day, language, options = { day: 'numeric', month: 'long', year: 'numeric' }) {
  const key = `${language} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language || undefined, { ...options, timeZone: 'UTC' })));
  return made.format(day * DAY);
}

export { ROLLOVER_HOUR, MINUTE, HOUR, DAY, offsetAt, dayOf, today, nextRollover, iso, fromIso, weekday, format };

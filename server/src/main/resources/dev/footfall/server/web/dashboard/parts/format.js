/** How numbers, durations and times are written. */
import { METRICS } from '../state/fields.js';

const LANGUAGE = 'en-GB';
const whole = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 3 });
const short = new Intl.NumberFormat(LANGUAGE, { notation: 'compact', maximumSignificantDigits: 3 });
const regions = new Intl.DisplayNames(LANGUAGE, { type: 'region', fallback: 'code' });

export const NONE = '–';

export const count = (n) => (n === null || n === undefined ? NONE : whole.format(n));
export const compact = (n) => (n === null || n === undefined ? NONE : Math.abs(n) < 100_000 ? whole.format(n) : short.format(n));
export const percent = (n) => (n === null || n === undefined ? NONE : `${n.toFixed(1)}%`);

export function duration(ms) {
  if (ms === null || ms === undefined) return NONE;
  if (ms === 0) return '0 ms';
  if (ms < 10) return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  if (ms < 3_600_000) return `${(ms / 60_000).toFixed(1)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}

/** With the milliseconds beside it where the unit hides them. */
export const exactDuration = (ms) => (ms === null || ms === undefined || ms < 1000 ? duration(ms) : `${duration(ms)} (${precise.format(ms)} ms)`);

export function bytes(n) {
  if (n === null || n === undefined) return NONE;
  const unit = n < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(n) / 3));
  return `${unit === 0 ? n : (n / 1000 ** unit).toPrecision(3)} ${['B', 'kB', 'MB', 'GB', 'TB'][unit]}`;
}

/** Percents from which on a change is easier to read as a factor. */
const FACTOR_FROM = 1000;

const FORMATS = { count, percent, duration, bytes };

/** A metric's value as text. `zone` is for those that are times. */
export function metric(name, value, zone) {
  const kind = METRICS[name]?.kind ?? 'count';
  if (kind === 'time') return value ? dateTime(value, zone) : NONE;
  return FORMATS[kind](value);
}

/**
 * `by` is the change as text, `way` 1, -1 or 0, and `slight` whether it is too small to be good or bad; null where
 * there is nothing to compare with. What is a percentage itself changes by points.
 */
export function change(now, before, isPercentage = false) {
  if (now === null || before === null || now === undefined || before === undefined) return null;
  const way = (digits) => (Number(digits) === 0 ? 0 : Math.sign(now - before));
  const sign = (digits) => ({ 1: '+', 0: '', '-1': '−' })[way(digits)];
  if (isPercentage) {
    const points = Math.abs(now - before).toFixed(1);
    return { by: `${sign(points)}${points} pp`, way: way(points), slight: Number(points) < 0.1 };
  }
  if (before === 0) return now === 0 ? { by: '0%', way: 0, slight: true } : { by: 'new', way: 1, slight: false };
  const size = (Math.abs(now - before) / before) * 100;
  if (now > before && size >= FACTOR_FROM) return { by: `×${whole.format(now / before)}`, way: 1, slight: false };
  const digits = size < 9.95 ? size.toFixed(1) : whole.format(size);
  return { by: `${sign(digits)}${digits}%`, way: way(digits), slight: size < 1 };
}

/** Making one takes longer than all that is written with it. */
const formats = new Map();

function timeFormat(options) {
  const name = JSON.stringify(options);
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(LANGUAGE, options));
  return formats.get(name);
}

const parts = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

export const dateTime = (time, zone) =>
  timeFormat({ ...parts, year: 'numeric', timeZone: zone }).format(new Date(time));

export const exactTime = (time, zone) =>
  timeFormat({ ...parts, second: '2-digit', timeZone: zone }).format(new Date(time));

/** To the millisecond; with the year where it is not this one. */
export function preciseTime(time, zone) {
  const date = new Date(time);
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' };
  return timeFormat({ ...parts, ...year, second: '2-digit', fractionalSecondDigits: 3, timeZone: zone }).format(date);
}

const YEAR = / \d+(?=,)/;

/** From … to, with the years unless both are this one. */
export function range(from, to, zone) {
  const [begin, end, now] = [from, to, Date.now()].map((time) => dateTime(time, zone));
  const year = (text) => YEAR.exec(text)[0];
  const day = (text) => text.slice(0, -5);
  const write = [begin, end].every((text) => year(text) === year(now)) ? (text) => text.replace(YEAR, '') : (text) => text;
  return `${write(begin)} – ${day(begin) === day(end) ? end.slice(-5) : write(end)}`;
}

export function ago(time, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86_400)} days ago`;
}

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const TRAFFIC = { browser: 'Browser', api_client: 'API client', crawler: 'Crawler', monitor: 'Monitor' };

const ROUTE_SOURCES = { sent: 'Sent by the application', rule: 'By a template of the project', guessed: 'Guessed from the path' };

export const hourText = (hour) => `${String(hour).padStart(2, '0')}:00`;

/** What a field's value is called: a country by its name, a weekday by its; what nobody could see or press is named. */
export function fieldValue(field, value) {
  if (value === null || value === undefined) return 'unknown';
  if (field === 'location' && /^[A-Z]{2}$/.test(value)) return regions.of(value);
  if (field === 'weekday') return WEEKDAYS[value - 1] ?? String(value);
  if (field === 'hour') return hourText(value);
  if (field === 'traffic') return TRAFFIC[value] ?? value;
  if (field === 'route_source') return ROUTE_SOURCES[value] ?? value;
  if (field === 'response_time') return duration(value);
  return String(value).trim() === '' ? '(blank)' : String(value);
}

/** Named periods, and the instants that they begin and end at in a zone. */
export const PERIODS = [
  ['1h', 'Last hour'],
  ['24h', '24 hours'],
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['6mo', '6 months'],
  ['1y', 'Year'],
  ['all', 'All time'],
];

export const COMPARISONS = [
  ['previous_period', 'Previous period'],
  ['previous_year', 'Same period last year'],
  ['none', 'Nothing'],
];

export const periodLabel = (name) => PERIODS.find(([id]) => id === name)?.[1] ?? 'Custom';

export const BROWSER_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function isZone(zone) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const floor = (time, unit) => new Date(Math.floor(time / unit) * unit).toISOString();

/**
 * The `from` and `to` of a query. A period ends with the running minute, so that the newest record is
 * within; one of days begins with a day of the zone, one of hours with a quarter or a full hour.
 */
export function bounds(period, zone, now) {
  const to = new Date((Math.floor(now / MINUTE) + 1) * MINUTE).toISOString();
  const end = Date.parse(to);
  switch (period) {
    case '1h':
      return { from: floor(end - HOUR, MINUTE), to };
    case '24h':
      return { from: floor(end - 24 * HOUR, 15 * MINUTE), to };
    case '7d':
      return { from: floor(end - 7 * 24 * HOUR, HOUR), to };
    case '30d':
      return { from: dayBefore(end, zone, 0, 29), to };
    case '6mo':
      return { from: dayBefore(end, zone, 6, 0), to };
    case '1y':
      return { from: dayBefore(end, zone, 12, 0), to };
    default:
      return {};
  }
}

/** A time of a query as an instant: a date is its first moment in the zone. */
export const moment = (time, zone) => Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(time) ? instant(`${time}T00:00`, zone) : time);

const BUCKETS = [
  ['1m', MINUTE], ['5m', 5 * MINUTE], ['15m', 15 * MINUTE], ['1h', HOUR], ['6h', 6 * HOUR],
  ['1d', 24 * HOUR], ['1w', 7 * 24 * HOUR], ['1mo', 30 * 24 * HOUR],
];

/** The finest dimension of time that cuts a period into so many buckets at most, or the coarsest. */
export function timeIn(from, to, most) {
  const length = Date.parse(to) - Date.parse(from);
  const [name] = BUCKETS.find(([, size]) => length / size <= most) ?? BUCKETS.at(-1);
  return `time:${name}`;
}

/** The date so long before, which a query understands as that day's first moment in its zone. */
function dayBefore(time, zone, months, days) {
  const [year, month, day] = localTime(time, zone).slice(0, 10).split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  const date = new Date(Date.UTC(year, month - 1 - months, Math.min(day, last) - days));
  return date.toISOString().slice(0, 10);
}

const clocks = new Map();

function clock(zone) {
  if (!clocks.has(zone)) {
    const digits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' };
    clocks.set(zone, new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', ...digits }));
  }
  return clocks.get(zone);
}

/** What the zone's clock shows: `2026-11-13T10:05:00`. */
export const localTime = (time, zone) => clock(zone).format(time).replace(' ', 'T');

/** The instant at which the zone's clock shows `2026-11-13T10:05`. */
export function instant(local, zone) {
  const wanted = Date.parse(`${local}Z`);
  let time = wanted;
  for (let i = 0; i < 2; i++) time += wanted - Date.parse(`${localTime(time, zone)}Z`);
  return new Date(time).toISOString();
}

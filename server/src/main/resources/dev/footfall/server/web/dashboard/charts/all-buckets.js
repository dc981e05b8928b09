/**
 * All buckets of an answer's period. Of time alone the server names them all; beside another dimension it
 * leaves out those without records, which a chart must still show as empty.
 */
import { instant, localTime } from '../state/periods.js';

const MINUTE = 60_000;
const EVEN = { '1m': MINUTE, '5m': 5 * MINUTE, '15m': 15 * MINUTE, '1h': 60 * MINUTE };
const HOURS = { '6h': 6, '1d': 24, '1w': 24 * 7 };

/** A time as the server writes it: what the zone's clock shows, and its offset. */
function text(time, zone) {
  const local = localTime(time, zone);
  const offset = Math.round((Date.parse(`${local}Z`) - time) / MINUTE);
  const two = (n) => String(Math.floor(n)).padStart(2, '0');
  return local + (offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`);
}

/** Where the bucket with this time begins on the zone's clock, as milliseconds of a clock in UTC. */
function localBegin(time, bucket, zone) {
  const local = Date.parse(`${localTime(time, zone)}Z`);
  const date = new Date(local);
  if (EVEN[bucket]) return Math.floor(local / EVEN[bucket]) * EVEN[bucket];
  if (bucket === '1mo') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  if (bucket === '6h') return Math.floor(local / (6 * 60 * MINUTE)) * 6 * 60 * MINUTE;
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return bucket === '1w' ? day - ((date.getUTCDay() + 6) % 7) * 24 * 60 * MINUTE : day;
}

export function allBuckets({ from, to, zone, bucket }, known) {
  const end = Date.parse(to);
  const begin = Date.parse(from);
  const first = localBegin(begin, bucket, zone);
  const found = [];
  if (EVEN[bucket]) {
    const start = begin - (Date.parse(`${localTime(begin, zone)}Z`) - first) - (begin % 1000);
    for (let time = start; time < end; time += EVEN[bucket]) found.push(time);
  } else {
    for (let at = first, i = 1; ; i++) {
      const time = Date.parse(instant(new Date(at).toISOString().slice(0, 19), zone));
      if (time >= end) break;
      found.push(time);
      at = bucket === '1mo' ? Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + i, 1) : first + i * HOURS[bucket] * 60 * MINUTE;
    }
  }
  // Where clocks change, a bucket may begin at another moment than its name says: the server knows.
  const least = (EVEN[bucket] ?? 6 * 60 * MINUTE) / 2;
  const sure = known.map((each) => Date.parse(each));
  const missing = found.filter((time) => !sure.some((each) => Math.abs(each - time) <= least));
  return [...known, ...missing.map((time) => text(time, zone))].sort((a, b) => Date.parse(a) - Date.parse(b));
}

/** Looks each second whether records came, and has everything asked again when they did, or a minute passed. */
import { busy, call } from '../query/api.js';
import { view } from './view.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let on = false;
let timer = 0;
let seen = null;
let lost = false;

async function look() {
  try {
    const newest = await call('/api/v1/newest');
    const now = JSON.stringify(newest);
    seen ??= now;
    if (busy() || (now === seen && view.age < MINUTE && !lost)) return;
    seen = now;
    lost = false;
    view.refresh();
  } catch {
    // The panels say what failed; the next look finds out whether the server is back.
    lost = true;
  }
}

async function turn() {
  if (!document.hidden && view.get('live')) await look();
  if (on) timer = setTimeout(turn, SECOND);
}

export function startLive() {
  if (on) return;
  on = true;
  turn();
}

export function stopLive() {
  on = false;
  clearTimeout(timer);
}

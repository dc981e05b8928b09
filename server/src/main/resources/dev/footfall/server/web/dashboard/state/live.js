/** Looks each second whether records came, and has everything asked again when they did. */
import { busy, call } from '../query/api.js';
import { view } from './view.js';

let timer = 0;
let seen = null;

async function look() {
  try {
    const newest = await call('/api/v1/newest');
    const now = JSON.stringify(newest);
    if (seen !== null && now !== seen && busy()) return;
    const changed = seen !== null && now !== seen;
    seen = now;
    if (changed) view.refresh();
  } catch {
    // The panels say what failed; the next look finds out whether the server is back.
  }
}

async function turn() {
  if (!document.hidden && view.get('live')) await look();
  timer = setTimeout(turn, 1000);
}

export function startLive() {
  if (timer === 0) timer = setTimeout(turn, 0);
}

export function stopLive() {
  clearTimeout(timer);
  timer = 0;
}

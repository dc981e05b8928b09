/**
 * Calls of the server's API. A refusal is a Failure with the status, the message, the field that it names, and
 * the seconds after which to come again.
 */
const base = document.documentElement.dataset.base ?? '';

export class Failure extends Error {
  constructor(status, message, field, after = 1) {
    super(message);
    this.after = after;
    this.status = status;
    this.field = field;
  }
}

/** So many queries of a page are under way at a time: the server has others to answer as well. */
const AT_ONCE = 4;
const TRIES = 4;
/** A refusal that comes sooner was for want of a place; a later one has cost the server its time. */
const AT_ONCE_MS = 2000;

let running = 0;
const waiting = [];

/** Whether a query is under way. */
export const busy = () => running > 0;

async function place(isSeen) {
  if (running < AT_ONCE) running++;
  else await new Promise((free) => waiting.push({ free, isSeen }));
}

/** What is on the screen comes first, then what waited longest. */
function leave() {
  const [next] = waiting.splice(Math.max(0, waiting.findIndex(({ isSeen }) => isSeen())), 1);
  if (next) next.free();
  else running--;
}

/** Told when a call finds that nobody is signed in any more. */
export const session = new EventTarget();

export const address = (path) => `${location.origin}${base}${path}`;

export async function call(path, { method = 'GET', body, signal } = {}) {
  let response;
  try {
    response = await fetch(base + path, {
      method,
      signal,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new Failure(0, 'The server cannot be reached.');
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text === '' ? null : JSON.parse(text);
  } catch {
    answer = { message: text.slice(0, 200) };
  }
  if (response.ok) return answer;
  if (response.status === 401 && path !== '/api/v1/session') session.dispatchEvent(new Event('ended'));
  throw new Failure(response.status, answer?.message ?? `The server answered ${response.status}.`, answer?.field, Number(response.headers.get('Retry-After') ?? 1));
}

/** `isSeen` says whether the answer would be on the screen now. */
export const query = (body, signal, isSeen) => ask('/api/v1/query', body, signal, isSeen);

export const explain = (body, signal, isSeen) => ask('/api/v1/explain', body, signal, isSeen);

export const anomalies = (body, signal, isSeen) => ask('/api/v1/anomalies', body, signal, isSeen);

async function ask(path, body, signal, isSeen = () => true) {
  await place(isSeen);
  try {
    for (let tries = 1; ; tries++) {
      signal?.throwIfAborted();
      const begun = performance.now();
      try {
        return await call(path, { method: 'POST', body, signal });
      } catch (failure) {
        if (failure.status !== 503 || tries === TRIES || performance.now() - begun > AT_ONCE_MS) throw failure;
        await new Promise((over) => setTimeout(over, failure.after * 1000 * Math.random() + 200));
      }
    }
  } finally {
    leave();
  }
}

/** What was lost in the time of a query's body. */
export function losses({ from, to, zone }, signal) {
  const time = Object.entries({ from, to, zone }).filter(([, value]) => value !== undefined);
  return call(`/api/v1/losses?${new URLSearchParams(time)}`, { signal });
}

export function log(parameters, signal) {
  return call(`/api/v1/logs/requests?${new URLSearchParams(parameters)}`, { signal });
}

/** A text as one word of a shell's command. */
export const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same call for a terminal; the key stays in the shell's $KEY. */
export const curl = (body, path = '/api/v1/query') =>
  `curl -H "X-AUTH-TOKEN: $KEY" ${quote(address(path))} -d ${quote(JSON.stringify(body))}`;

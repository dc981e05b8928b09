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
/** Of what is not on the screen, which waits for all that is. */
const UNSEEN_AT_ONCE = 2;
const TRIES = 4;
/** A refusal that comes sooner was for want of a place; a later one has cost the server its time. */
const AT_ONCE_MS = 2000;

const running = new Set();
let waiting = [];

const bell = new MessageChannel();
bell.port1.onmessage = () => next();

/** Whether a query is under way or waits for its turn. */
export const busy = () => running.size + waiting.length > 0;

/** What is on the screen is another thing now: who is next may be, too. */
export const lookAgain = () => bell.port2.postMessage(null);

/** Waits for a turn; what it gives is to be told when that is over. */
const turn = (isSeen) =>
  new Promise((begin) => {
    waiting.push({ begin, isSeen });
    // What one change of the view asks comes in one go, in no order of its own: all of it first, then who is next.
    lookAgain();
  });

/** What is on the screen comes first, then what waited longest. */
function next() {
  for (let one = first(); one; one = first()) {
    const place = { seen: one.isSeen() };
    waiting = waiting.filter((each) => each !== one);
    running.add(place);
    one.begin(() => {
      running.delete(place);
      next();
    });
  }
}

function first() {
  if (running.size >= AT_ONCE) return null;
  const seen = waiting.find(({ isSeen }) => isSeen());
  if (seen || running.size >= UNSEEN_AT_ONCE || [...running].some((place) => place.seen)) return seen;
  return waiting[0];
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
  const over = await turn(isSeen);
  try {
    for (let tries = 1; ; tries++) {
      signal?.throwIfAborted();
      const begun = performance.now();
      try {
        return await call(path, { method: 'POST', body, signal });
      } catch (failure) {
        if (failure.status !== 503 || tries === TRIES || performance.now() - begun > AT_ONCE_MS) throw failure;
        await new Promise((again) => setTimeout(again, failure.after * 1000 * Math.random() + 200));
      }
    }
  } finally {
    over();
  }
}

/** The question for what was lost, which depends on the time alone. */
export const LOST = { filters: [], search: '', users: undefined, without_query_strings: undefined, compare: undefined };

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

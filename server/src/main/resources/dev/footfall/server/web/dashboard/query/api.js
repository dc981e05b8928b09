/** Calls of the server's API. A refusal is a Failure with the status, the message and the field it names. */
const base = document.documentElement.dataset.base ?? '';

export class Failure extends Error {
  constructor(status, message, field) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

let running = 0;

/** Whether a query is under way. */
export const busy = () => running > 0;

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
  throw new Failure(response.status, answer?.message ?? `The server answered ${response.status}.`, answer?.field);
}

export async function query(body, signal) {
  running++;
  try {
    return await call('/api/v1/query', { method: 'POST', body, signal });
  } finally {
    running--;
  }
}

export function log(parameters, signal) {
  return call(`/api/v1/logs/requests?${new URLSearchParams(parameters)}`, { signal });
}

const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same call for a terminal; the key stays in the shell's $KEY. */
export const curl = (body) =>
  `curl -H "X-AUTH-TOKEN: $KEY" ${quote(address('/api/v1/query'))} -d ${quote(JSON.stringify(body))}`;

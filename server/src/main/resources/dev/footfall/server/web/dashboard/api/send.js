/** Makes a call of the API as it was filled in, and keeps what comes of it as it came. */
import { address, quote } from '../query/api.js';

/** More of an answer is not read. */
export const MOST_BYTES = 200_000;

/** What the file of a call that takes one stands under among the values. */
export const FILE = '(file)';

const READABLE = /json|text|csv/;

/**
 * What is sent: path with its query, headers, body. `values` has the text of each parameter by name; one that is empty is
 * left out.
 */
export function request({ method, path, parameters, body, file }, values, text) {
  const given = parameters.filter(({ name }) => (values.get(name) ?? '') !== '');
  const at = given.filter(({ place }) => place === 'path').reduce((all, { name }) => all.replace(`{${name}}`, encodeURIComponent(values.get(name))), path);
  const query = new URLSearchParams(given.filter(({ place }) => place === 'query').map(({ name }) => [name, values.get(name)])).toString();
  const headers = Object.fromEntries(given.filter(({ place }) => place === 'header').map(({ name }) => [name, values.get(name)]));
  return {
    method,
    path: at + (query && `?${query}`),
    headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
    body: body ? text : file ? values.get(FILE) : undefined,
  };
}

/** The same for a terminal; the key stays in the shell's $KEY. */
export function curl({ needs }, { method, path, headers, body }) {
  const shown = ['nothing', 'write', 'key in the body', 'key in the path', 'share id'].includes(needs) ? [] : ['-H "X-AUTH-TOKEN: $KEY"'];
  const own = Object.entries(headers).filter(([name]) => name !== 'Content-Type').map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const verb = method === 'HEAD' ? ['-I'] : method === (body === undefined ? 'GET' : 'POST') ? [] : [`-X ${method}`];
  return ['curl', ...verb, ...shown, ...own, quote(address(path)), ...(body === undefined ? [] : [body instanceof File ? `--data-binary ${quote(`@${body.name}`)}` : `-d ${quote(body)}`])].join(' ');
}

/** { status, ms, headers, text, cut, bytes }; `text` is null of what is not to be read. */
export async function send({ method, path, headers, body }, signal) {
  const begun = performance.now();
  const response = await fetch(address(path), { method, headers, body, signal, credentials: 'same-origin', cache: 'no-store' });
  const readable = READABLE.test(response.headers.get('Content-Type') ?? 'text');
  const { parts, bytes, cut } = await read(response.body, readable ? MOST_BYTES : 0);
  const ms = performance.now() - begun;
  const text = readable ? await new Blob(parts).text() : null;
  return { status: response.status, ms, headers: [...response.headers], text: text && isJson(response) && !cut ? pretty(text) : text, cut, bytes };
}

const isJson = (response) => /^application\/json/.test(response.headers.get('Content-Type') ?? '');

async function read(stream, most) {
  const parts = [];
  let bytes = 0;
  const reader = stream?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    const rest = value.subarray(0, most - bytes);
    parts.push(rest);
    bytes += rest.length;
    if (rest.length < value.length) {
      reader.cancel().catch(() => {});
      return { parts, bytes, cut: true };
    }
  }
  return { parts, bytes, cut: false };
}

/** JSON with a line to each value. Its numbers and texts stay as they came: a browser's own would round them. */
export function pretty(json) {
  let out = '';
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{]\s*[\]}]|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    if (/^[[{]\s*[\]}]$/.test(token)) out += token.replace(/\s/g, '');
    else if (token === '{' || token === '[') {
      depth++;
      out += token + line();
    } else if (token === '}' || token === ']') {
      depth--;
      out += line() + token;
    } else if (token === ',') out += token + line();
    else out += token === ':' ? ': ' : token;
  }
  return out;
}

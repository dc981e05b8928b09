/** Which requests a query is about, as the parameters that logs and exports take. */
import { address, quote } from './api.js';

export function parameters({ from, to, zone, search, users, without_query_strings, filters }) {
  const all = { from, to, zone, search, users, without_query_strings, filters: filters && JSON.stringify(filters) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `more` are parameters that only exports have. */
export const exportPath = (body, format, columns, more) =>
  `/api/v1/exports/requests?${new URLSearchParams({ format, ...parameters(body), columns: columns.join(','), ...more })}`;

/** A GET for a terminal; the key stays in the shell's $KEY. */
export const curlGet = (path, options = '') => `curl ${options}-H "X-AUTH-TOKEN: $KEY" ${quote(address(path))}`;

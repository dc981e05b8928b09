import { html, nothing } from 'lit';
import { bytes, count, duration } from '../parts/format.js';
import { MOST_BYTES } from './send.js';

/** What came of a try in a sentence; of a refusal the server's own. */
export function told({ status, ms, text, cut, bytes: size }) {
  const why = status >= 400 && text && !cut ? message(text) : '';
  return `Answer ${status} after ${duration(ms)}${text === null ? '' : `, ${bytes(size)}`}. ${why}`.trimEnd();
}

function message(text) {
  try {
    return JSON.parse(text).message ?? '';
  } catch {
    return '';
  }
}

/** What came of a try: as it came, but for the lines of JSON. */
export function answer({ status, ms, headers, text, cut, bytes: size }) {
  const [kind] = String(status);
  return html`<section class="panel api-answer" aria-labelledby="answer-title" data-status=${status}>
    <div class="panel-head">
      <h2 id="answer-title">Answer <span class="status" data-class=${kind}>${status}</span></h2>
      <span class="quiet small">${duration(ms)} · ${text === null ? 'not text' : bytes(size)}</span>
    </div>
    <div class="panel-body">
      <details><summary>${count(headers.length)} headers</summary>
        <dl class="api-headers">${headers.map(([name, value]) => html`<dt><code>${name}</code></dt><dd><code>${value}</code></dd>`)}</dl>
      </details>
      ${body(text, status)}
      ${cut && text !== null ? html`<p class="quiet small">Cut: only the first ${bytes(MOST_BYTES)} were read, and the rest was not asked for. With curl you get all of it.</p>` : nothing}
    </div>
  </section>`;
}

function body(text, status) {
  if (text === null) return html`<p class="quiet">The answer is a file that is not text. With curl you get it.</p>`;
  if (text === '') return html`<p class="quiet">${status === 204 ? 'It is done.' : 'There is no body.'}</p>`;
  return html`<pre tabindex="0" role="region" aria-label="Body of the answer">${text}</pre>`;
}

import { html, nothing } from 'lit';
import { bytes, count } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { segments } from '../parts/segments.js';
import { copy } from '../parts/toast.js';
import { address } from '../query/api.js';
import { upload } from '../query/upload.js';
import { Section } from './section.js';

const KINDS = [['requests', 'Requests'], ['events', 'Events']];
const KEYS = 'export FOOTFALL_IMPORT_KEY=…        # a key of this project\nexport FOOTFALL_IMPORT_FROM_KEY=…   # a key of the other server';

const command = () => `java -jar footfall-server.jar import --server ${address('')} \\\n  --from https://www.apianalytics-server.com`;

/** Takes the records of a file, with how far it is and what became of it. */
class ImportSection extends Section {
  static properties = {
    kind: { state: true },
    file: { state: true },
    sent: { state: true },
    outcome: { state: true },
    over: { state: true },
  };

  #abort = null;

  constructor() {
    super();
    this.kind = 'requests';
  }

  connectedCallback() {
    super.connectedCallback();
    for (const event of ['dragover', 'drop']) addEventListener(event, this.#refuse);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const event of ['dragover', 'drop']) removeEventListener(event, this.#refuse);
    this.#abort?.abort();
  }

  heading = 'Import';

  about() {
    return 'Takes records from a file into this project: an export of another Footfall server, or what the hosted service gave. The same file twice is stored once.';
  }

  body() {
    return html`
      <div class="block">
        <div class="row spread"><h3>From a file</h3>${segments('What the file has', KINDS, this.kind, (kind) => (this.kind = kind))}</div>
        <label class="drop ${this.over ? 'over' : ''} ${this.busy ? 'busy' : ''}" @dragover=${this.#drag} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
          <input type="file" accept=".csv,.ndjson,.jsonl,.json,.gz" ?disabled=${this.busy} @change=${this.#chosen}>
          <span class="what">${icon('upload')} <b>Drop a file here, or choose one</b></span>
          <span class="quiet small">CSV, NDJSON or a JSON list, also gzip; up to 10 GB of text. It begins at once.</span>
        </label>
        ${this.busy ? this.#progress() : this.outcome ? this.#outcome() : nothing}
      </div>
      <div class="block">
        <h3>From another server, or the hosted service</h3>
        <p>This page cannot do that: a server must not fetch from an address that a browser names. Run the command where you like; broken off, it goes on where it stood.</p>
        ${[KEYS, command()].map((text) => html`<div class="command"><pre tabindex="0" aria-label="Command">${text}</pre>
          <button class="button small" @click=${() => copy(text, 'The command')}>Copy</button></div>`)}
      </div>`;
  }

  /** A file that is dropped elsewhere would be opened by the browser, in this page's place. */
  #refuse = (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };

  #drag = (event) => {
    if (this.busy) return;
    event.preventDefault();
    this.over = true;
  };

  #drop = (event) => {
    event.preventDefault();
    this.over = false;
    const [file] = event.dataTransfer.files;
    if (file && !this.busy) this.#take(file);
  };

  #chosen = (event) => {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) this.#take(file);
  };

  async #take(file) {
    this.file = file;
    this.sent = 0;
    this.outcome = null;
    const { signal } = (this.#abort = new AbortController());
    await this.attempt(async () => {
      this.outcome = await upload(`/api/v1/import?kind=${this.kind}`, file, { signal, progress: (sent) => (this.sent = sent) });
    });
  }

  #progress() {
    const sent = Math.floor(this.sent * 100);
    return html`<div class="progress">
      <p role="status">${this.sent < 1 ? html`Reading <b>${this.file.name}</b>, ${sent} % of ${bytes(this.file.size)}` : html`<b>${this.file.name}</b> has arrived; the last records are written`}. It stops when you leave this page.</p>
      <div class="row"><progress max="100" .value=${sent} aria-label="How much has arrived"></progress>
        <button class="button small" @click=${() => this.#abort.abort()}>Stop</button></div>
    </div>`;
  }

  #outcome() {
    const { complete, message, read, accepted, repeated, rejected_count: refused, rejected, unknown_fields: unknown } = this.outcome;
    const figure = (name, label, n) => html`<div><dt>${label}</dt><dd data-figure="import/total/${name}" data-value=${n}>${count(n)}</dd></div>`;
    return html`<div class="outcome-of-import" role="status">
      <p>${complete ? html`<b>${this.file.name} was read to its end.</b>` : html`<b>${this.file.name} was not read to its end.</b> ${message}`}</p>
      <dl class="counts">
        ${figure('read', 'Read', read)}
        ${figure('accepted', 'Taken', accepted - repeated)}
        ${figure('repeated', 'There already', repeated)}
        ${figure('rejected_count', 'Refused', refused)}
      </dl>
      ${refused > 0
        ? html`<table>
            <caption>${refused > rejected.length ? `The first ${count(rejected.length)} that were refused, and why` : 'What was refused, and why'}</caption>
            <thead><tr><th scope="col" class="number">${'record' in rejected[0] ? 'Record' : 'Line'}</th><th scope="col">Field</th><th scope="col">Why</th></tr></thead>
            <tbody>${rejected.map(({ line, record, field, reason }) => html`<tr><td class="number">${count(line ?? record)}</td><td>${field ?? '–'}</td><td class="reason">${reason}</td></tr>`)}</tbody>
          </table>`
        : nothing}
      ${unknown.length > 0 ? html`<p class="quiet small">Fields that are not known, and were left out: ${unknown.join(', ')}.</p>` : nothing}
    </div>`;
  }
}

customElements.define('footfall-settings-import', ImportSection);

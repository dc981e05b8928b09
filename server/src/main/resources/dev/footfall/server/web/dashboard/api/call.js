import { html, nothing } from 'lit';
import { icon } from '../parts/icon.js';
import { copy } from '../parts/toast.js';
import { ViewElement } from '../parts/view-element.js';
import { answer, told } from './answer.js';
import { fieldOf } from './field.js';
import { refusal } from './refusal.js';
import { curl, FILE, request, send } from './send.js';
import { words } from './words.js';

const NEEDS = {
  nothing: 'Anybody may.',
  write: 'A key, or a token with the scope write, as api_key in the body. The sign-in of the browser does not count here.',
  read: 'A key, or a token with the scope read that has no filters.',
  'read, filtered': 'A key, or a token with the scope read: with filters it sees what they let through. Share links too.',
  admin: 'A key, or a token with the scope admin.',
  'key in the path': 'A key, in the path.',
  'key in the body': 'A key, or a token with the scope read, in the body.',
  'share id': 'The share id of a key, in the path.',
  'operator, or sign-up': 'The server’s own machine or its admin token; anybody where the server lets strangers make keys.',
  operator: 'The server’s own machine, or its admin token. The sign-in of the browser does not count here.',
  'admin token': 'The server’s admin token. The sign-in of the browser does not count here.',
};

/** One call: what it is for, its parameters as a form, and what came of the last try. */
class ApiCall extends ViewElement {
  static properties = {
    operation: { attribute: false },
    example: { state: true },
    busy: { state: true },
    tried: { state: true },
    problem: { state: true },
  };

  #values = new Map();
  #text = '';
  #abort = null;

  willUpdate() {
    if (!this.hasUpdated) this.#fill(0);
  }

  /** Where it lies below the list. */
  firstUpdated() {
    if (matchMedia('(max-width: 860px)').matches) this.scrollIntoView();
  }

  #fill(at) {
    this.example = at;
    const value = this.operation.body?.examples[at]?.value;
    this.#text = value === undefined ? '' : JSON.stringify(value, null, 2);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  render() {
    const { method, path, summary, description, needs, deprecated } = this.operation;
    const refused = refusal(needs);
    return html`<article class="api-call" aria-labelledby="call-title">
      <header class="panel"><div class="panel-body">
        <h2 id="call-title"><span class="api-method" data-method=${method}>${method}</span> <code>${path}</code></h2>
        <p>${summary}.${deprecated ? html` <span class="badge">deprecated</span>` : nothing}</p>
        ${description ? html`<p class="quiet">${words(description)}</p>` : nothing}
        <p class="small"><b>Needs ${needs}.</b> <span class="quiet">${NEEDS[needs] ?? ''}</span></p>
        ${refused ? html`<p class="api-refused" id="refused">${icon('lock')}<span><b>It is refused to you.</b> ${refused}</span></p>` : nothing}
      </div></header>
      ${this.#form()}
      <p class="out-of-sight" role="status">${this.busy ? 'Waiting for the answer.' : this.tried && !this.problem ? told(this.tried) : ''}</p>
      <div>${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}${this.tried ? answer(this.tried) : nothing}</div>
      ${this.#answers()}
      ${this.#confirmation()}
    </article>`;
  }

  #form() {
    const { parameters, body, file, changes, method, needs } = this.operation;
    return html`<section class="panel" aria-labelledby="try-title">
      <div class="panel-head"><h2 id="try-title">${parameters.length > 0 ? 'Parameters' : body ? 'Body' : 'Try it'}</h2></div>
      <form class="panel-body api-form" novalidate @submit=${this.#submit}>
        ${parameters.map((each) => fieldOf(each, this.#values.get(each.name) ?? '', (text) => this.#values.set(each.name, text)))}
        ${body ? this.#body(body) : nothing}
        ${file ? html`<div class="api-field"><label for="call-file">File</label><input class="field" id="call-file" type="file" @change=${(event) => this.#values.set(FILE, event.target.files[0])}></div>` : nothing}
        <div class="row">
          <button class="button ${changes ? '' : 'main'}" data-try aria-disabled=${Boolean(this.busy)} aria-describedby=${refusal(needs) ? 'refused' : nothing}>${this.busy ? 'Waiting…' : changes ? `Try ${method} …` : 'Try it'}</button>
          ${this.busy ? html`<button class="button" type="button" @click=${() => this.#abort.abort()}>Stop</button>` : nothing}
          <button class="button" type="button" @click=${() => copy(curl(this.operation, this.#request()), 'The curl call')}>Copy as curl</button>
        </div>
      </form>
    </section>`;
  }

  #body({ examples, fields }) {
    return html`<div class="api-body">
      <div class="row">
        <label for="call-body">Body, JSON</label>
        ${examples.length > 1
          ? html`<select class="field small" aria-label="Example" @change=${(event) => this.#fill(Number(event.target.value))}>
              ${examples.map(({ name }, i) => html`<option value=${i} ?selected=${i === this.example}>${name}</option>`)}
            </select>`
          : nothing}
      </div>
      <textarea class="field mono" id="call-body" rows=${Math.min(18, this.#text.split('\n').length + 1)} spellcheck="false" autocomplete="off" .value=${this.#text} @input=${(event) => (this.#text = event.target.value)}></textarea>
      ${fields.length > 0 ? html`<details><summary>What the body may have</summary>${fieldList(fields)}</details>` : nothing}
    </div>`;
  }

  #answers() {
    return html`<section class="panel" aria-labelledby="answers-title">
      <div class="panel-head"><h2 id="answers-title">Answers</h2></div>
      <dl class="panel-body api-answers">${this.operation.answers.map(({ status, about }) => html`<dt class="status" data-class=${status[0]}>${status}</dt><dd>${words(about)}</dd>`)}</dl>
    </section>`;
  }

  #confirmation() {
    const { method, path } = this.operation;
    const close = () => this.querySelector('dialog').close();
    return html`<dialog aria-labelledby="confirm-title">
      <div class="dialog-head"><h2 id="confirm-title">This changes what is stored</h2>
        <button class="icon-button" aria-label="Close" @click=${close}>${icon('close')}</button></div>
      <div class="dialog-body">
        <p><code>${method} ${path}</code>: ${this.operation.summary}. It is sent to this server, and it counts: there is no rehearsal.</p>
        <div class="row end"><button class="button" @click=${close}>Cancel</button>
          <button class="button main" @click=${() => { close(); this.#send(); }}>Send it</button></div>
      </div>
    </dialog>`;
  }

  #request() {
    return request(this.operation, this.#values, this.#text);
  }

  #submit = (event) => {
    event.preventDefault();
    if (this.busy) return;
    const missing = this.operation.parameters.find(({ name, required }) => required && !this.#values.get(name));
    this.problem = missing ? `${missing.name} is needed.` : '';
    if (missing) this.querySelector(`[name="${missing.name}"]`).focus();
    else if (this.operation.changes) this.querySelector('dialog').showModal();
    else this.#send();
  };

  async #send() {
    const abort = (this.#abort = new AbortController());
    this.busy = true;
    this.problem = '';
    try {
      const tried = await send(this.#request(), abort.signal);
      if (this.#abort === abort) this.tried = tried;
    } catch (cause) {
      if (this.#abort === abort) this.problem = abort.signal.aborted ? 'Stopped.' : 'The server cannot be reached.';
    }
    if (this.#abort !== abort) return;
    this.busy = false;
    await this.updateComplete;
    // what stopped it is gone
    if (document.activeElement === document.body) this.querySelector('[data-try]').focus();
  }
}

const fieldList = (fields) => html`<ul class="api-fields">${fields.map(({ name, type, about, usual, required, fields: inner }) => html`<li>
  <code>${name}</code> <span class="quiet">${type}${required ? ', needed' : ''}${usual === undefined || usual === '' ? '' : `, by default ${JSON.stringify(usual)}`}</span>${about ? html`<br>${words(about)}` : nothing}
  ${inner.length > 0 ? fieldList(inner) : nothing}
</li>`)}</ul>`;

customElements.define('footfall-api-call', ApiCall);

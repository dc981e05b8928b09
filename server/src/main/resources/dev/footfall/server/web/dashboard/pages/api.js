import { html, nothing } from 'lit';
import { load } from '../api/document.js';
import { refusal } from '../api/refusal.js';
import { failed } from '../parts/failed.js';
import { count } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { styleSheet } from '../parts/style-sheet.js';
import { ViewElement } from '../parts/view-element.js';
import { isShared } from '../state/caller.js';
import { view } from '../state/view.js';
import '../api/call.js';

const base = document.documentElement.dataset.base ?? '';

/** Every call of the server's API: what it needs and takes, tried from here. */
class ApiPage extends ViewElement {
  static properties = { groups: { state: true }, error: { state: true } };

  #drawn = null;

  connectedCallback() {
    super.connectedCallback();
    if (!this.groups) this.retry();
  }

  async retry() {
    this.error = null;
    try {
      this.groups = await load();
    } catch (error) {
      this.error = error;
    }
  }

  render() {
    const state = this.error ? 'failed' : this.groups ? 'ready' : 'loading';
    return html`<div class="page api" data-panel="api" data-state=${state}>
      <div class="page-head"><h1>API</h1><p>All that the dashboard shows, and all it changes, a program can. The whole as <a href="${base}/api/openapi.json" target="_blank" rel="noreferrer">OpenAPI</a>.</p></div>
      ${this.error ? failed(this) : this.groups ? this.#calls() : html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`}
    </div>`;
  }

  #calls() {
    const all = this.groups.flatMap(({ calls }) => calls);
    const open = all.find(({ id }) => id === view.param('call')) ?? null;
    return html`<div class="api-columns ${open ? 'with-call' : ''}">
      <div class="api-list">
        <input class="field" type="search" placeholder="Find a call" aria-label="Find a call" .value=${view.param('find')} @input=${(event) => view.change({ params: { find: event.target.value.trim() } }, { replace: true })}>
        ${this.#refused(all)}
        <nav aria-label="Calls">${this.#groups(open)}</nav>
      </div>
      ${open ? this.#call(open) : this.#about()}
    </div>`;
  }

  #refused(all) {
    const refused = all.filter(({ needs }) => refusal(needs)).length;
    if (refused === 0) return nothing;
    return html`<p class="api-refused small">${icon('lock')}<span>${isShared() ? 'You came by a share link' : 'What you are signed in with may not do everything'}: ${count(refused)} of these ${count(all.length)} calls are refused to you.</span></p>`;
  }

  /** One that is new: what was filled in is another call's. */
  #call(operation) {
    if (this.#drawn?.operation !== operation) this.#drawn = Object.assign(document.createElement('footfall-api-call'), { operation });
    return this.#drawn;
  }

  #groups(open) {
    const found = this.groups.map((group) => ({ ...group, calls: group.calls.filter(matches(view.param('find'))) })).filter(({ calls }) => calls.length > 0);
    if (found.length === 0) return html`<p class="quiet">No call has this in it.</p>`;
    return found.map(({ name, about, calls }) => html`<section aria-label=${name}>
      <h2 title=${about}>${name}</h2>
      <ul>${calls.map((call) => html`<li><a href=${view.url({ params: { ...view.get('params'), call: call.id } })} aria-current=${call === open ? 'true' : nothing} title=${call.summary}>
        <span class="api-method" data-method=${call.method}>${call.method}</span><span class="api-path ${call.deprecated ? 'deprecated' : ''}">${call.path}</span>
        ${refusal(call.needs) ? html`<span class="api-lock" title=${refusal(call.needs)}>${icon('lock')}<span class="out-of-sight">refused to you</span></span>` : nothing}
      </a></li>`)}</ul>
    </section>`);
  }

  #about() {
    return html`<section class="panel api-about" aria-label="About the API"><div class="panel-body">
      <p>Choose a call to see what it needs, takes and answers, and to try it. What is tried here is sent as whoever is signed in, by the browser's cookie;
        a program shows a key or a token in the header <code>X-AUTH-TOKEN</code>, <code>API-Key</code> or <code>Authorization: Bearer</code>.</p>
      <p>Each panel of the dashboard gives its own call, filled in: in its menu, <b>Copy as curl</b>.</p>
    </div></section>`;
  }
}

const matches = (text) => ({ path, method, summary }) => `${method} ${path} ${summary}`.toLowerCase().includes(text.toLowerCase());

await styleSheet('api');
customElements.define('footfall-api-page', ApiPage);

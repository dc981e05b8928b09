import { html, nothing } from 'lit';
import { dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { Popup } from '../parts/popup.js';
import { has, sentence, without } from '../state/filters.js';
import { view } from '../state/view.js';
import { Credentials } from './credentials.js';
import { expiresAt, expiryField } from './expiry.js';
import '../parts/chip-editor.js';

const SCOPES = [
  ['read', 'Reads, and nothing else'],
  ['write', 'Posts records, and nothing else'],
  ['admin', 'Does everything, as a key does'],
];
const NAMES = { read: 'Reads', write: 'Posts records', admin: 'Does everything' };

/** What opens less than a key does: for a person, or for a program. */
class TokensSection extends Credentials {
  static properties = {
    scope: { state: true },
    filters: { state: true },
  };

  #add = new Popup(this, 'lock');

  constructor() {
    super();
    this.scope = 'read';
    this.filters = [];
  }

  heading = 'Tokens';
  path = '/api/v1/tokens';
  opens = 'Tokens that open';
  ended = 'Revoked or expired';

  about() {
    return 'A token is for a person or a program that needs less than a key: it may read, or post, and one that reads may see a part only.';
  }

  async read() {
    return (await super.read()).reverse();
  }

  told({ owner, scope, filters, expires_at: until, created_at: since, key_id: key }) {
    const kind = NAMES[scope];
    return {
      name: owner,
      kind,
      facts: html`${kind}${filters?.length > 0 ? html`, only where <b>${filters.map(sentence).join(' and ')}</b>` : nothing}
        · made ${dateTime(since, view.zone)} with key ${key} · ${until ? `until ${dateTime(until, view.zone)}` : 'never expires'}`,
      breaks: `From then on it opens nothing: ${scope === 'read' ? 'whoever is signed in with it is signed out, and programs that read with it are refused' : 'whatever posts with it loses its records'}. There is no way back.`,
    };
  }

  secret({ token, owner }) {
    return { what: 'The token', text: token, then: `Give it to ${owner}. To look at the dashboard one signs in with it.` };
  }

  /** What it sees stands beside the form, not in it: a filter's editor is a form of its own. */
  form() {
    return html`<div class="block">
      <h3>Make a token</h3>
      <form class="form" id="new-token" @submit=${this.#make}>
        <label>Who is to have it
          <input class="field" name="owner" required maxlength="100" autocomplete="off" placeholder="Status page">
        </label>
        <div class="two">
          <label>What it may do
            <select class="field" name="scope" @change=${(event) => (this.scope = event.target.value)}>
              ${SCOPES.map(([scope, text]) => html`<option value=${scope} ?selected=${scope === this.scope}>${text}</option>`)}
            </select>
          </label>
          ${expiryField()}
        </div>
      </form>
      ${this.scope === 'read' ? this.#lock() : nothing}
      <div class="row"><button class="button main" form="new-token" data-make ?disabled=${this.busy}>${icon('plus')}Make the token</button></div>
    </div>`;
  }

  #lock() {
    return html`<div class="row" role="group" aria-label="What it sees">
      <span class="small quiet">${this.filters.length === 0 ? 'It sees all requests and events.' : 'It sees only requests where'}</span>
      ${this.filters.map((filter) => html`<span class="chip"><span class="edit">${sentence(filter)}</span>
        <button class="remove" aria-label="Remove filter: ${sentence(filter)}" @click=${() => this.#narrow(without(this.filters, filter))}>${icon('close')}</button></span>`)}
      <div class="popup-root lock">
        <button class="button small" aria-haspopup="dialog" aria-expanded=${this.#add.isOpen} @click=${this.#add.toggle}>${icon('plus')}Only where…</button>
        ${this.#add.isOpen
          ? html`<div class="popup" role="dialog" aria-label="Add a filter">
              <footfall-chip-editor apart @done=${({ detail: filter }) => this.#narrow(has(this.filters, filter) ? this.filters : [...this.filters, filter])}></footfall-chip-editor>
            </div>`
          : nothing}
      </div>
    </div>`;
  }

  #narrow(filters) {
    this.#add.close();
    this.filters = filters;
    this.querySelector('.lock > button').focus();
  }

  #make = async (event) => {
    event.preventDefault();
    const { owner, scope, expiry } = event.target.elements;
    const lock = scope.value === 'read' && this.filters.length > 0 ? { filters: this.filters } : {};
    if (await this.make({ owner: owner.value.trim(), scope: scope.value, ...expiresAt(expiry.value), ...lock })) this.filters = [];
  };
}

customElements.define('footfall-settings-tokens', TokensSection);

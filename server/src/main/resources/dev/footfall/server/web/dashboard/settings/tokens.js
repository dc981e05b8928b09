import { html, nothing } from 'lit';
import { dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { Popup } from '../parts/popup.js';
import { call } from '../query/api.js';
import { has, sentence, without } from '../state/filters.js';
import { view } from '../state/view.js';
import { confirm, made } from './credentials.js';
import { expiresAt, expiryField } from './expiry.js';
import { Section } from './section.js';
import '../parts/chip-editor.js';

const SCOPES = [
  ['read', 'Reads, and nothing else'],
  ['write', 'Posts records, and nothing else'],
  ['admin', 'Does everything, as a key does'],
];
const NAMES = { read: 'Reads', write: 'Posts records', admin: 'Does everything' };

/** What opens less than a key does: for a person, or for a program. */
class TokensSection extends Section {
  static properties = {
    made: { state: true },
    asked: { state: true },
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

  about() {
    return 'A token is for a person or a program that needs less than a key: it may read, or post, and one that reads may see a part only.';
  }

  async read() {
    return (await call('/api/v1/tokens')).data.reverse();
  }

  body() {
    const now = Date.now();
    const isOver = (token) => token.revoked_at || (token.expires_at && Date.parse(token.expires_at) <= now);
    const live = this.data.filter((token) => !isOver(token));
    const over = this.data.filter(isOver);
    return html`
      ${this.made ? made('The token', this.made.token, `Give it to ${this.made.owner}. To look at the dashboard one signs in with it.`, () => (this.made = null)) : this.#form()}
      <div class="block">
        <h3>Tokens that open</h3>
        ${live.length === 0 ? html`<p class="quiet">There is none.</p>` : html`<ul class="credentials">${live.map((token) => this.#item(token))}</ul>`}
      </div>
      ${over.length > 0
        ? html`<details class="block">
            <summary>Revoked or expired (${over.length})</summary>
            <ul class="credentials">${over.map((token) => html`<li><span class="name">${token.owner}</span><span class="quiet small">${this.#ended(token)}</span></li>`)}</ul>
          </details>`
        : nothing}`;
  }

  #ended({ scope, revoked_at: revoked, expires_at: expired }) {
    return `${NAMES[scope]} · ${revoked ? `revoked ${dateTime(revoked, view.zone)}` : `expired ${dateTime(expired, view.zone)}`}`;
  }

  #item(token) {
    const { id, owner, scope, filters, expires_at: until, created_at: since, key_id: key } = token;
    return html`<li data-token=${id}>
      <span class="name">${owner}</span>
      <span class="quiet small">${NAMES[scope]}${filters?.length > 0 ? html`, only where <b>${filters.map(sentence).join(' and ')}</b>` : nothing}
        · made ${dateTime(since, view.zone)} with key ${key} · ${until ? `until ${dateTime(until, view.zone)}` : 'never expires'}</span>
      <button class="button small end" aria-label="Revoke ${owner}" aria-expanded=${this.asked === id} @click=${() => (this.asked = id)}>Revoke…</button>
      ${this.asked === id
        ? confirm({
            label: `Revoke the token of ${owner}?`,
            breaks: `From then on it opens nothing: ${scope === 'read' ? 'whoever is signed in with it is signed out, and programs that read with it are refused' : 'whatever posts with it loses its records'}. There is no way back.`,
            busy: this.busy,
            cancel: () => (this.asked = null),
            act: () => this.#revoke(token),
          })
        : nothing}
    </li>`;
  }

  async #revoke({ id }) {
    if (await this.change(() => call(`/api/v1/tokens/${id}`, { method: 'DELETE' }))) this.asked = null;
  }

  /** What it sees stands beside the form, not in it: a filter's editor is a form of its own. */
  #form() {
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
      <div class="row"><button class="button main" form="new-token" ?disabled=${this.busy}>${icon('plus')}Make the token</button></div>
    </div>`;
  }

  #lock() {
    return html`<div class="row" role="group" aria-label="What it sees">
      <span class="small quiet">${this.filters.length === 0 ? 'It sees all requests and events.' : 'It sees only requests where'}</span>
      ${this.filters.map((filter) => html`<span class="chip"><span class="edit">${sentence(filter)}</span>
        <button class="remove" aria-label="Remove filter: ${sentence(filter)}" @click=${() => (this.filters = without(this.filters, filter))}>${icon('close')}</button></span>`)}
      <div class="popup-root lock">
        <button class="button small" aria-haspopup="dialog" aria-expanded=${this.#add.isOpen} @click=${this.#add.toggle}>${icon('plus')}Only where…</button>
        ${this.#add.isOpen
          ? html`<div class="popup" role="dialog" aria-label="Add a filter">
              <footfall-chip-editor apart @done=${(event) => this.#narrow(event.detail)}></footfall-chip-editor>
            </div>`
          : nothing}
      </div>
    </div>`;
  }

  #narrow(filter) {
    this.#add.close();
    if (!has(this.filters, filter)) this.filters = [...this.filters, filter];
  }

  #make = (event) => {
    event.preventDefault();
    const { owner, scope, expiry } = event.target.elements;
    const lock = scope.value === 'read' && this.filters.length > 0 ? { filters: this.filters } : {};
    const body = { owner: owner.value.trim(), scope: scope.value, ...expiresAt(expiry.value), ...lock };
    this.change(async () => {
      this.made = await call('/api/v1/tokens', { method: 'POST', body });
      this.filters = [];
    });
  };
}

customElements.define('footfall-settings-tokens', TokensSection);

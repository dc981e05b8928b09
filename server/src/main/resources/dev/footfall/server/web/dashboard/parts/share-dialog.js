import { html, nothing } from 'lit';
import { call } from '../query/api.js';
import { sentence } from '../state/filters.js';
import { view } from '../state/view.js';
import { ActingElement } from './acting-element.js';
import { dateTime } from './format.js';
import { icon } from './icon.js';
import { revoking } from './revoking.js';
import { sharedPeriod, toldLink } from './shared.js';
import { copy } from './toast.js';

const DAY_MS = 86_400_000;
const EXPIRIES = [[1, 'In a day'], [7, 'In 7 days'], [30, 'In 30 days'], [365, 'In a year']];
/** The named periods as days back from each moment. */
const DAYS = { '1h': 1, '24h': 1, '7d': 7, '30d': 30, '6mo': 184, '1y': 366 };
/** What may be an address is not shown to whoever has the link, so it cannot be a filter of it either. */
const HIDDEN = ['ip_address', 'user'];

/** Makes a link that shows what is filtered now to whoever has it; lists and revokes those there are. */
class ShareDialog extends ActingElement {
  static properties = {
    shares: { state: true },
    made: { state: true },
    /** The one that is to be revoked, until that is confirmed. */
    asked: { state: true },
    time: { state: true },
  };

  open() {
    this.made = this.asked = null;
    this.problem = '';
    this.time = view.get('period') === 'all' ? 'all' : 'period';
    this.querySelector('dialog').showModal();
    this.#list().catch((failure) => (this.problem = failure.message));
  }

  async #list() {
    this.shares = (await call('/api/v1/shares')).data.reverse();
  }

  #filters() {
    return view.filters().filter(({ field }) => !HIDDEN.includes(field));
  }

  /** What stays out of the link, in words. */
  #left() {
    const left = view.filters().filter(({ field }) => HIDDEN.includes(field)).map(sentence);
    return [...left, ...(view.get('search') ? ['the search'] : [])];
  }

  #period() {
    if (this.time === 'all') return {};
    const { from, to } = view.query({});
    return view.get('period') === 'custom' ? { from, to } : { last_days: DAYS[view.get('period')] };
  }

  #submit = async (event) => {
    event.preventDefault();
    const { name, expiry } = event.target.elements;
    const expires_at = new Date(Date.now() + Number(expiry.value) * DAY_MS).toISOString();
    const body = { name: name.value, expires_at, filters: this.#filters(), ...this.#period() };
    await this.attempt(async () => {
      this.made = await call('/api/v1/shares', { method: 'POST', body });
      await this.#list();
    });
    this.querySelector('[name="link"]')?.focus();
  };

  #revoke({ id }) {
    return this.attempt(async () => {
      await call(`/api/v1/shares/${id}`, { method: 'DELETE' });
      if (this.made?.id === id) this.made = null;
      await this.#list();
    });
  }

  async #another() {
    this.made = null;
    await this.updateComplete;
    this.querySelector('[data-make]').focus();
  }

  render() {
    return html`<dialog class="share" aria-labelledby="share-title">
      <div class="dialog-head">
        <h2 id="share-title">Share this view</h2>
        <button class="icon-button" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>${icon('close')}</button>
      </div>
      <div class="dialog-body">
        ${this.made ? this.#made() : this.#form()}
        <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
        ${this.#all()}
      </div>
    </dialog>`;
  }

  #form() {
    const filters = this.#filters();
    const left = this.#left();
    return html`<form class="form" @submit=${this.#submit}>
      <p>Whoever has the link sees the dashboard without a key: read-only, with addresses masked, and only
        ${filters.length > 0 ? html`where <b>${filters.map(sentence).join(', and ')}</b>.` : html`what this project has: <b>no filter is set</b>.`}</p>
      ${left.length > 0 ? html`<p class="quiet small">Not part of it: ${left.join(', ')}.</p>` : nothing}
      <label>What it is for, which they see too
        <input class="field" name="name" required maxlength="100" autocomplete="off" value="Shared view">
      </label>
      <div class="two">
        <label>Shows
          <select class="field" name="time" .value=${this.time ?? 'all'} @change=${(event) => (this.time = event.target.value)}>
            ${view.get('period') === 'all' ? nothing : html`<option value="period">${sharedPeriod(view.get('period') === 'custom' ? view.query({}) : { last_days: DAYS[view.get('period')] })}</option>`}
            <option value="all">all times</option>
          </select>
        </label>
        <label>Expires
          <select class="field" name="expiry">${EXPIRIES.map(([days, text]) => html`<option value=${days} ?selected=${days === 30}>${text}</option>`)}</select>
        </label>
      </div>
      <div class="row"><button class="button main" data-make ?disabled=${this.busy}>Make the link</button></div>
    </form>`;
  }

  #made() {
    const { url, expires_at: until, filters } = this.made;
    return html`<div class="form">
      <p>The link is shown this once. It shows ${filters.length > 0 ? html`requests where <b>${filters.map(sentence).join(', and ')}</b>` : 'all requests'}:
        ${sharedPeriod(this.made)}. It opens until ${dateTime(until, view.zone)}.</p>
      <label>Link<input class="field mono" name="link" readonly .value=${url} @focus=${(event) => event.target.select()}></label>
      <div class="row">
        <button class="button" @click=${() => this.#another()}>Another</button>
        <button class="button main" @click=${() => copy(url, 'The link')}>Copy the link</button>
      </div>
    </div>`;
  }

  #all() {
    const now = Date.now();
    const live = (this.shares ?? []).filter((share) => !share.revoked_at && Date.parse(share.expires_at) > now);
    return html`<section aria-label="Links">
      <h3 data-revocable tabindex="-1">Links that open</h3>
      ${live.length === 0 ? html`<p class="quiet small">There is none.</p>` : html`<ul class="shares">${live.map((share) => this.#link(share))}</ul>`}
    </section>`;
  }

  #link(share) {
    const { name, facts, breaks } = toldLink(share);
    return html`<li data-share=${share.id}>
      <span class="name" title=${name}>${name}</span>
      <span class="quiet small">${facts}</span>
      ${revoking(this, { id: share.id, name, breaks, revoke: () => this.#revoke(share) })}
    </li>`;
  }
}

customElements.define('footfall-share', ShareDialog);

import { html, nothing } from 'lit';
import { dateTime } from '../parts/format.js';
import { revoking } from '../parts/revoking.js';
import { copy } from '../parts/toast.js';
import { call } from '../query/api.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

const isOver = ({ revoked_at: revoked, expires_at: until }) => revoked || (until && Date.parse(until) <= Date.now());

/**
 * What opens the project, of one kind: what makes one, those that open it, each of which can be revoked, and those that
 * do no more. A kind has its `path`, the headings `opens` and `ended`, and `told`, the words for one:
 * { name, kind, facts, breaks }, and `kept` where it cannot be revoked. `form` makes one and `besides` follows the list;
 * `secret` says of one that was made { what, text, then }.
 */
export class Credentials extends Section {
  static properties = {
    made: { state: true },
    asked: { state: true },
  };

  constructor() {
    super();
    this.made = this.asked = null;
  }

  async read() {
    return (await call(this.path)).data;
  }

  besides() {
    return nothing;
  }

  body() {
    const over = this.data.filter(isOver);
    const live = this.data.filter((each) => !isOver(each));
    return html`
      ${this.made ? this.#made() : this.form()}
      <div class="block">
        <h3 data-revocable tabindex="-1">${this.opens}</h3>
        ${live.length === 0 ? html`<p class="quiet">There is none.</p>` : html`<ul class="credentials">${live.map((each) => this.#item(each, live))}</ul>`}
      </div>
      ${this.besides()}
      ${over.length > 0
        ? html`<details class="block">
            <summary>${this.ended} (${over.length})</summary>
            <ul class="credentials">${over.map((each) => this.#over(each))}</ul>
          </details>`
        : nothing}`;
  }

  #item(each, live) {
    const { name, facts, breaks, kept } = this.told(each, live);
    const revoke = () => this.change(() => call(`${this.path}/${each.id}`, { method: 'DELETE' }));
    return html`<li data-credential=${each.id}>
      <span class="name">${name}</span>
      <span class="quiet small">${facts}</span>
      ${kept ? html`<span class="quiet small end">${kept}</span>` : revoking(this, { id: each.id, name, breaks, revoke })}
    </li>`;
  }

  #over(each) {
    const { name, kind } = this.told(each, []);
    const { revoked_at: revoked, expires_at: until } = each;
    return html`<li><span class="name">${name}</span>
      <span class="quiet small">${kind} · ${revoked ? `revoked ${dateTime(revoked, view.zone)}` : `expired ${dateTime(until, view.zone)}`}</span></li>`;
  }

  /** Makes one; its secret, which is shown this once, gets the focus. */
  async make(body) {
    await this.change(async () => (this.made = await call(this.path, { method: 'POST', body })));
    await this.updateComplete;
    this.querySelector('.made .field')?.focus();
    return this.made !== null;
  }

  #made() {
    const { what, text, then } = this.secret(this.made);
    return html`<div class="block made" role="status">
      <p><b>${what} is shown this once.</b> ${then}</p>
      <div class="row">
        <input class="field mono" aria-label=${what} readonly spellcheck="false" .value=${text} @focus=${(event) => event.target.select()}>
        <button class="button main" @click=${() => copy(text, what)}>Copy</button>
        <button class="button" @click=${() => this.#done()}>Done</button>
      </div>
    </div>`;
  }

  /** Another may be made. */
  async #done() {
    this.made = null;
    await this.updateComplete;
    this.querySelector('[data-make]').focus();
  }
}

import { html, nothing } from 'lit';
import { count, dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { segments } from '../parts/segments.js';
import { address, call } from '../query/api.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

const BY = [['user_id', 'User id'], ['ip_address', 'Address']];
const LABELS = Object.fromEntries(BY);
/** What is typed to delete. An id could not be: it may have letters that nobody sees. */
const WORD = 'delete';

/** Deletes all that is known of one user, once it was shown how much that is. */
class ForgetSection extends Section {
  static properties = {
    by: { state: true },
    found: { state: true },
    typed: { state: true },
    gone: { state: true },
  };

  constructor() {
    super();
    this.by = 'user_id';
    this.typed = '';
  }

  heading = 'Forget a user';

  about() {
    return 'Gives all that this project has of one user, and deletes it: requests and events by their id, or the requests from an address.';
  }

  body() {
    return html`<form class="block form" @submit=${this.#look}>
        <h3>Who is it?</h3>
        <div class="row">
          ${segments('Known by', BY, this.by, (by) => this.#choose(by))}
          <input class="field" name="value" required autocomplete="off" spellcheck="false" aria-label=${LABELS[this.by]}
            placeholder=${this.by === 'user_id' ? 'user-1' : '203.0.113.7'} @input=${() => this.#choose(this.by)}>
          <button class="button main" ?disabled=${this.busy}>${icon('explorer')}Show what is known</button>
        </div>
        <p class="quiet small">To the letter, as it was sent. Addresses that are masked, or were never kept, find nobody.</p>
      </form>
      ${this.gone ? this.#farewell() : this.found ? this.#known() : nothing}`;
  }

  #choose(by) {
    this.by = by;
    this.found = this.gone = null;
    this.typed = '';
  }

  #look = (event) => {
    event.preventDefault();
    const value = event.target.elements.value.value;
    const by = this.by;
    this.#choose(by);
    this.attempt(async () => {
      const known = await call(`/api/v1/user-data/summary?${new URLSearchParams({ [by]: value })}`);
      this.found = { by, value, ...known };
    });
  };

  #path() {
    return `/api/v1/user-data?${new URLSearchParams({ [this.found.by]: this.found.value })}`;
  }

  #known() {
    const { by, value, requests, events, first_created_at: first, last_received_at: last } = this.found;
    if (!first) return html`<div class="block" role="status"><p>Nothing is known of <b class="as-sent">${value}</b> here.</p></div>`;
    const figure = (name, n) => html`<b data-figure="forget/total/${name}" data-value=${n}>${count(n)} ${name}</b>`;
    return html`<div class="block" role="status">
      <h3 class="as-sent">${value}</h3>
      <p>${figure('requests', requests)}${by === 'user_id' ? html` and ${figure('events', events)}` : nothing}, the first made ${dateTime(first, view.zone)}, the last received ${dateTime(last, view.zone)}.</p>
      <div class="row"><a class="button" href=${address(this.#path())} download="user-data.ndjson">${icon('save')}Save all of it (NDJSON)</a></div>
      <form class="confirm" @submit=${this.#forget}>
        <p>Deleting takes ${requests + events === 1 ? 'it' : 'them all'} out of every page and figure at once, of the past too. There is no way back; backups and what was exported are yours to look through.</p>
        <label class="small" for="forget-again">To delete, type <b>${WORD}</b></label>
        <div class="row">
          <input class="field" id="forget-again" autocomplete="off" spellcheck="false" .value=${this.typed} @input=${(event) => (this.typed = event.target.value)}>
          <button class="button danger" ?disabled=${this.busy || this.typed !== WORD}>Delete</button>
        </div>
      </form>
    </div>`;
  }

  #forget = async (event) => {
    event.preventDefault();
    if (this.typed !== WORD) return;
    await this.attempt(async () => (this.gone = await call(this.#path(), { method: 'DELETE' })));
    this.querySelector('.farewell')?.focus();
  };

  #farewell() {
    const { requests, events } = this.gone;
    return html`<div class="block farewell" role="status" tabindex="-1">
      <p><b>${count(requests)} requests and ${count(events)} events of <span class="as-sent">${this.found.value}</span> are deleted.</b> What is left of them on the disk goes when the data file is next written anew, each night unless that is switched off. The audit log says how many, not whose.</p>
    </div>`;
  }
}

customElements.define('footfall-settings-forget', ForgetSection);

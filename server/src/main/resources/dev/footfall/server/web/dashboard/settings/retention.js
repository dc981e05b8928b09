import { html, nothing } from 'lit';
import { count, dateTime } from '../parts/format.js';
import { say } from '../parts/toast.js';
import { call, query } from '../query/api.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

const DAY_MS = 86_400_000;

const number = (field) => (field.value === '' ? null : Number(field.value));

/** Whether the first keeps less than the second, of which null is everything. */
const isLess = (one, other) => one !== null && (other === null || one < other);

/** How long the project keeps its records. What goes with a change is said before it is made. */
class RetentionSection extends Section {
  static properties = { asked: { state: true } };

  heading = 'Retention';

  about() {
    return 'What is deleted by itself, once an hour. Without a number everything is kept.';
  }

  async read() {
    return (await call('/api/v1/settings')).retention;
  }

  body() {
    const { days, max_records: most } = this.data;
    return html`<form class="block form" @submit=${this.#submit} @input=${() => (this.asked = null)}>
        ${this.#inForce()}
        <div class="two">
          <label>Days that a record is kept
            <input class="field" name="days" type="number" inputmode="numeric" min="1" max="36500" placeholder="for ever" .value=${days ?? ''}>
          </label>
          <label>Newest requests, and events, that are kept
            <input class="field" name="records" type="number" inputmode="numeric" min="1" max="1000000000" placeholder="all" .value=${most ?? ''}>
          </label>
        </div>
        <div class="row"><button class="button main" ?disabled=${this.busy}>Save</button></div>
        ${this.asked ? this.#confirm() : nothing}
      </form>`;
  }

  /** What the server keeps of all projects counts where it is less. */
  #inForce() {
    const { days, max_records: most, effective } = this.data;
    const words = [
      effective.days === null ? 'records are kept for ever' : `records are deleted ${count(effective.days)} ${effective.days === 1 ? 'day' : 'days'} after their creation`,
      ...(effective.max_records === null ? [] : [`only the newest ${count(effective.max_records)} requests and events are kept`]),
    ];
    const byServer = effective.days !== days || effective.max_records !== most;
    return html`<p data-figure="retention/effective/days" data-value=${effective.days ?? ''}><b>In force:</b> ${words.join(', and ')}.
      ${byServer ? html`<span class="quiet">This server keeps no more of any project: its operator decides that.</span>` : nothing}</p>`;
  }

  #next() {
    const { days, records } = this.querySelector('form').elements;
    return { days: number(days), max_records: number(records) };
  }

  #submit = (event) => {
    event.preventDefault();
    const next = this.#next();
    const { effective } = this.data;
    if (isLess(next.days, effective.days) || isLess(next.max_records, effective.max_records)) this.#ask(next);
    else this.#save(next);
  };

  /** What there is to lose, as the query says it; nothing when other numbers stand there by then. */
  async #ask(next) {
    await this.attempt(async () => {
      const before = next.days === null ? null : new Date(Date.now() - next.days * DAY_MS).toISOString();
      const all = { metrics: ['requests'] };
      const older = isLess(next.days, this.data.effective.days) ? (await query({ ...all, to: before })).records : null;
      const stored = isLess(next.max_records, this.data.effective.max_records) ? (await query(all)).records : null;
      const now = this.#next();
      if (now.days === next.days && now.max_records === next.max_records) this.asked = { next, before, older, stored };
    });
    this.querySelector('.confirm')?.focus();
  }

  async #settle() {
    this.asked = null;
    await this.updateComplete;
    this.querySelector('.button.main').focus();
  }

  #confirm() {
    const { next, before, older, stored } = this.asked;
    return html`<div class="confirm" role="group" tabindex="-1" aria-label="Delete records?">
      ${older === null
        ? nothing
        : html`<p><b data-figure="retention/older/requests" data-value=${older}>${count(older)}</b> ${older === 1 ? 'request is' : 'requests are'} older than ${dateTime(before, view.zone)}. They go within an hour, and so do the events of that time.</p>`}
      ${stored === null
        ? nothing
        : html`<p>The project has <b data-figure="retention/stored/requests" data-value=${stored}>${count(stored)}</b> requests. All but the newest ${count(next.max_records)} go within an hour, and so it is with events.</p>`}
      <p>There is no way back.</p>
      <div class="row">
        <button type="button" class="button danger" ?disabled=${this.busy} @click=${() => this.#save(next)}>Save, and delete</button>
        <button type="button" class="button" @click=${() => this.#settle()}>Keep</button>
      </div>
    </div>`;
  }

  async #save(retention) {
    if (await this.change(() => call('/api/v1/settings', { method: 'PATCH', body: { retention } }))) {
      say('Retention is saved.');
      this.#settle();
    }
  }
}

customElements.define('footfall-settings-retention', RetentionSection);

import { html, nothing } from 'lit';
import { count, dateTime } from '../parts/format.js';
import { say } from '../parts/toast.js';
import { call } from '../query/api.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

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

  /** What would go, as the API says it; nothing when other numbers stand there by then. */
  async #ask(next) {
    await this.attempt(async () => {
      const preview = await previewed(next);
      const now = this.#next();
      if (now.days === next.days && now.max_records === next.max_records) this.asked = { next, ...preview };
    });
    this.querySelector('.confirm')?.focus();
  }

  async #settle() {
    this.asked = null;
    await this.updateComplete;
    this.querySelector('.button.main').focus();
  }

  #confirm() {
    const { next } = this.asked;
    return html`<div class="confirm" role="group" tabindex="-1" aria-label="Delete records?">
      <p>${this.asked.uncounted ?? due(this.asked)}</p>
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

/** What would go, or that it could not be counted, which is no reason to keep it. */
async function previewed(retention) {
  try {
    return await call('/api/v1/settings/preview', { method: 'POST', body: { retention } });
  } catch (failure) {
    if (failure.status !== 503) throw failure;
    return { uncounted: failure.message };
  }
}

function due({ created_before: before, max_records: most, requests, events }) {
  const which = [
    ...(before === null ? [] : [`what is older than ${dateTime(before, view.zone)}`]),
    ...(most === null ? [] : [`all but the newest ${count(most)} of each`]),
  ];
  return html`<b data-figure="retention/due/requests" data-value=${requests}>${count(requests)}</b> ${requests === 1 ? 'request' : 'requests'} and
    <b data-figure="retention/due/events" data-value=${events}>${count(events)}</b> ${events === 1 ? 'event' : 'events'} go within an hour: ${which.join(', and ')}.`;
}

customElements.define('footfall-settings-retention', RetentionSection);

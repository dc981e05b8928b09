import { html, nothing } from 'lit';
import { sentence } from '../state/filters.js';
import { periodLabel } from '../state/periods.js';
import { SHOW_HIDDEN, view } from '../state/view.js';

const base = document.documentElement.dataset.base ?? '';

const NO_FILTERS = { filters: [], switches: [], hidden: [], search: '', selection: null };

/** What the project hides is shown, too, where there is something. */
const clear = () => view.change({ ...NO_FILTERS, ...(view.hiddenRoutes().length > 0 ? SHOW_HIDDEN : {}) });

/** Why there is nothing to show, and the ways out; `extra` are filters that only one panel has. */
export function empty(extra = []) {
  const chips = view.get('filters');
  const search = view.get('search');
  const period = view.get('period');
  const what = [...view.filters(), ...extra].map(sentence);
  const own = view.about().length + extra.length;
  if (search) what.push(`“${search}” is found`);
  const when = { custom: 'in this time', all: 'at all', '1h': 'in the last hour' }[period] ?? `in the last ${periodLabel(period).toLowerCase()}`;
  return html`<div class="message">
    <p>There are no requests ${what.length > 0 ? `where ${what.join(' and ')} ` : ''}${when}.</p>
    <div class="row">
      ${chips.length > 0
        ? html`<button class="button small" @click=${() => view.change({ filters: chips.slice(0, -1), selection: null })}>Without “${sentence(chips.at(-1))}”</button>`
        : nothing}
      ${what.length - own > 1 || (what.length - own === 1 && chips.length === 0)
        ? html`<button class="button small" @click=${clear}>Without any filter</button>`
        : nothing}
      ${what.length === 0 ? html`<a class="button small" href="${base}/">How to send some</a>` : nothing}
      ${period !== 'all' ? html`<button class="button small" @click=${() => view.change({ period: 'all', from: '', to: '' })}>All time</button>` : nothing}
    </div>
  </div>`;
}

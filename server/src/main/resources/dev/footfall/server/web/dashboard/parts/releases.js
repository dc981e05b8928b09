import { html, nothing } from 'lit';
import { Panel } from '../query/panel.js';
import { view } from '../state/view.js';
import { dateTime } from './format.js';
import { ViewElement } from './view-element.js';

const SHOWN = 4;

/** The newest versions among what is shown, each with the way to what is new since it came. */
class Releases extends ViewElement {
  #newest = new Panel(this, () => ({
    metrics: ['first_ever'],
    dimensions: ['service', 'version'],
    order: [{ by: 'first_ever' }],
    limit: SHOWN,
    compare: undefined,
    extra: [{ field: 'version', op: 'matches', value: '*' }],
  }));

  render() {
    const { data, state, stale } = this.#newest;
    return html`<div class="releases" data-panel="releases" data-state=${stale ? 'loading' : state}>
      ${data?.rows.length > 0 ? html`<span class="quiet">New since</span> ${data.rows.map((row) => this.#release(row, data.range.to))}` : nothing}
    </div>`;
  }

  #release([service, version, since], to) {
    const name = [service, version].filter(Boolean).join(' ');
    const changes = { period: 'custom', from: new Date(since).toISOString(), to: new Date(to).toISOString(), selection: null };
    const on = view.get('period') === 'custom' && view.get('from') === changes.from && view.param('show') === 'new';
    return html`<button class="button small ${on ? 'on' : ''}" aria-pressed=${on} title="First seen ${dateTime(since, view.zone)}" data-figure="releases/${service ?? 'unknown'}|${version}/first_ever" data-value=${since}
      @click=${() => view.change({ ...changes, params: { show: 'new', at: null } })}>${name}</button>`;
  }
}

customElements.define('footfall-releases', Releases);

import { html } from 'lit';
import { Panel, total } from '../query/panel.js';
import { view } from '../state/view.js';
import { failed } from './failed.js';
import { compact, count } from './format.js';
import { changeText } from './ranking.js';
import { ViewElement } from './view-element.js';

const TOLD = {
  new: ['New', 'No request before this time'],
  returning: ['Returning', 'Also seen before this time'],
  gone: ['Gone', 'Seen in the period compared with, and not in this one'],
};

/** How many users are new, return, or are gone; a click lists them. */
class VisitorTiles extends ViewElement {
  #panels = Object.keys(TOLD).map((groups) => [
    groups,
    new Panel(this, () => ({
      metrics: ['users'],
      dimensions: ['user'],
      groups,
      totals: true,
      limit: 1,
      ...(groups === 'gone' && !view.compares ? { compare: 'previous_period' } : {}),
    })),
  ]);

  render() {
    return html`<section class="tiles" aria-label="New, returning and gone">${this.#panels.map(([groups, panel]) => this.#tile(groups, panel))}</section>`;
  }

  #tile(groups, panel) {
    const [label, means] = TOLD[groups];
    const { data, state, stale } = panel;
    const on = view.param('show') === groups;
    const loading = stale || state === 'loading';
    return html`<div class="tile visitor ${on ? 'on' : ''}" data-panel="visitors-${groups}" data-state=${loading ? 'loading' : state}>
      <h2><button class="link plain" aria-pressed=${on} title=${means} @click=${() => view.change({ params: { show: on ? null : groups, at: null } })}>${label}</button></h2>
      ${state === 'failed' ? failed(panel) : data ? this.#numbers(groups, data) : html`<div class="skeleton"><i></i><i></i></div>`}
      <p class="about note">${means}</p>
    </div>`;
  }

  #numbers(groups, data) {
    const { now, before } = total(data, 'users');
    const shown = groups === 'gone' ? before : now;
    const estimated = data.columns.some(({ total_exact }) => total_exact === false);
    return html`<p class="value" data-figure="visitors/${groups}/users" data-value=${shown ?? ''} title=${count(shown)}>${estimated ? '≈ ' : ''}${compact(shown)}</p>
      ${groups === 'gone' || !data.comparison
        ? html`<p class="about"></p>`
        : html`<p class="about">${changeText('users', now, before)} <span data-figure="visitors/${groups}/before" data-value=${before}>from ${compact(before)}</span></p>`}`;
  }
}

customElements.define('footfall-visitor-tiles', VisitorTiles);

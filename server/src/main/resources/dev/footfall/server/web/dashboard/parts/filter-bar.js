import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { Popup } from './popup.js';
import { dateTime } from './format.js';
import { icon } from './icon.js';
import { describe, sentence } from '../state/filters.js';
import { SWITCHES, view } from '../state/view.js';
import './compare-menu.js';
import './period-menu.js';
import './switches-menu.js';
import './views-menu.js';

const editor = () => import('./chip-editor.js');

/** What is shown: period, comparison, filters, and whether it follows new records. */
class FilterBar extends ViewElement {
  static properties = {
    /** The filters of the token or share link that one came with: they always hold. */
    locked: { attribute: false },
    /** Of what time a share link shows records; null: it is none. */
    shared: { attribute: false },
    /** Whether one may make such links. */
    shares: { type: Boolean },
  };

  #add = new Popup(this, 'add', editor);
  #edit = new Popup(this, 'edit', editor);
  #edited = null;

  addFilter() {
    this.#add.open();
  }

  render() {
    const filters = view.get('filters');
    const search = view.get('search');
    return html`<div class="filter-row" role="region" aria-label="Filters">
      <footfall-period-menu></footfall-period-menu>
      <footfall-compare-menu></footfall-compare-menu>
      ${this.shared ? this.#sharedChip() : nothing}
      ${(this.locked ?? []).map((filter) => html`<span class="chip locked" title=${this.shared ? 'The link shows nothing else' : 'The token that you signed in with sees nothing else'}><span class="edit">${sentence(filter)}</span></span>`)}
      ${filters.map((filter) => this.#chip(filter))}
      ${search ? this.#searchChip(search) : nothing}
      <div class="popup-root add">
        <button class="button" aria-haspopup="dialog" aria-expanded=${this.#add.isOpen} @click=${this.#add.toggle}>${icon('plus')}Filter</button>
        ${this.#add.isOpen
          ? html`<div class="popup" role="dialog" aria-label="Add a filter">
              <footfall-chip-editor @done=${() => this.#add.close()}></footfall-chip-editor>
            </div>`
          : nothing}
      </div>
      ${filters.length + (search ? 1 : 0) > 1
        ? html`<button class="link" @click=${() => this.#take({ filters: [], search: '', selection: null }, 0)}>Clear all</button>`
        : nothing}
      <div class="end">
        <footfall-views-menu></footfall-views-menu>
        <footfall-switches-menu></footfall-switches-menu>
        <button class="button live" role="switch" aria-checked=${view.get('live')} @click=${() => view.change({ live: !view.get('live') }, { replace: true })}>
          <i></i>Live
        </button>
        ${this.shares ? html`<button class="icon-button" aria-label="Share this view" title="Share this view" @click=${() => this.dispatchEvent(new Event('share'))}>${icon('share')}</button>` : nothing}
        <button class="icon-button" aria-label="Context panel" title="Context panel (])" @click=${() => this.dispatchEvent(new Event('context', { bubbles: true }))}>
          ${icon('context')}
        </button>
      </div>
    </div>
    ${this.#onPaper(filters, search)}`;
  }

  /** What is in force, in words: on paper nobody can look it up. */
  #onPaper(filters, search) {
    const off = SWITCHES.filter(([name]) => view.get('switches').includes(name)).map(([, text]) => text.toLowerCase());
    const hidden = view.leftOut().map((route) => `without ${route}`);
    const words = [...(this.locked ?? []), ...filters].map(sentence);
    const all = [...words, ...(search ? [`search: ${search}`] : []), ...off, ...hidden];
    return html`<p class="on-paper">Footfall · ${all.length > 0 ? html`Where <b>${all.join('; ')}</b>` : 'All requests'}${this.shared ? ' · shared' : ''} · printed ${dateTime(Date.now(), view.zone)} ${view.zone}</p>`;
  }

  #sharedChip() {
    const { from, to, last_days: days } = this.shared;
    const limits = days ? `last ${days === 1 ? 'day' : `${days} days`}` : from || to ? `${from ? dateTime(from, view.zone) : '…'} – ${to ? dateTime(to, view.zone) : 'now'}` : '';
    return html`<span class="chip locked" title="You look through a share link: read-only, addresses masked">${icon('share')}<span class="edit">Shared${limits && `: ${limits}`}</span></span>`;
  }

  #chip(filter) {
    const { field, op, value } = describe(filter);
    const open = this.#edit.isOpen && this.#edited === filter;
    return html`<div class="popup-root ${open ? 'edit' : ''}">
      <span class="chip">
        <button class="edit" aria-haspopup="dialog" aria-expanded=${open} title="Change this filter" @click=${() => this.#open(filter)}>
          <span class="quiet">${field} ${op}</span>${value ? html`<b>${value}</b>` : nothing}
        </button>
        <button class="remove" aria-label="Remove filter: ${sentence(filter)}" @click=${() => this.#remove(filter)}>${icon('close')}</button>
      </span>
      ${open
        ? html`<div class="popup" role="dialog" aria-label="Change the filter">
            <footfall-chip-editor .filter=${filter} @done=${() => this.#edit.close()}></footfall-chip-editor>
          </div>`
        : nothing}
    </div>`;
  }

  #searchChip(search) {
    return html`<span class="chip">
      <span class="edit"><span class="quiet">Search</span><b>${search}</b></span>
      <button class="remove" aria-label="Remove search" @click=${() => this.#take({ search: '' }, view.get('filters').length)}>${icon('close')}</button>
    </span>`;
  }

  #open(filter) {
    this.#edited = filter;
    this.#edit.toggle();
  }

  #remove(filter) {
    const filters = view.get('filters');
    this.#take({ filters: filters.filter((each) => each !== filter), selection: null }, filters.indexOf(filter));
  }

  /** Takes chips away; the focus goes to what is in the place of the first, or else to what adds one. */
  async #take(changes, at) {
    view.change(changes);
    await this.updateComplete;
    const left = [...this.querySelectorAll('.chip .remove')];
    (left[at] ?? left.at(-1) ?? this.querySelector('.add .button')).focus();
  }
}

customElements.define('footfall-filter-bar', FilterBar);

import { html, LitElement } from 'lit';
import { icon } from './icon.js';

/** Those that hold on plain pages too. */
const EVERYWHERE = [
  ['?', 'This help'],
  ['Esc', 'Close what is open; leave a selection'],
];
const SEARCH = ['/', 'Search, or add a filter'];
const KEYS = [
  ['t', 'Period'],
  ['c', 'Comparison'],
  ['x', 'Clear filters'],
  [']', 'Context panel'],
  ['← →', 'In a chart: from mark to mark; Enter selects, with Shift a range that Enter zooms in on'],
  ['↑ ↓', 'In the Explorer: from request to request; Enter shows one'],
];

class HelpDialog extends LitElement {
  static properties = { plain: { type: Boolean } };

  createRenderRoot() {
    return this;
  }

  open() {
    this.requestUpdate();
    this.querySelector('dialog').showModal();
  }

  #keys() {
    const search = !this.plain || document.querySelector('#main input[type="search"]');
    return [...(search ? [SEARCH] : []), ...(this.plain ? [] : KEYS), ...EVERYWHERE];
  }

  render() {
    const close = () => this.querySelector('dialog').close();
    return html`<dialog aria-labelledby="help-title">
      <div class="dialog-head">
        <h2 id="help-title">Keys and reading</h2>
        <button class="icon-button" aria-label="Close" @click=${close}>${icon('close')}</button>
      </div>
      <div class="dialog-body">
        <dl class="keys">${this.#keys().map(([key, text]) => html`<dt><kbd>${key}</kbd></dt><dd>${text}</dd>`)}</dl>
        <p class="quiet">
          Click a bar or a row to filter by it, again to take that back; its arrow shows details without filtering.
          Drag across a chart to zoom in on that time. Each panel can be shown as a table, saved as CSV, and copied
          as the curl call that gives the same numbers.
        </p>
        <p class="quiet">
          Success is a status of 100 to 399. A percentile needs five records. Change is against the period compared
          with; ≈ marks an estimate.
        </p>
      </div>
    </dialog>`;
  }
}

customElements.define('footfall-help', HelpDialog);

import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { arrows } from './arrows.js';
import { Popup } from './popup.js';
import { icon } from './icon.js';
import { COMPARISONS } from '../state/periods.js';
import { view } from '../state/view.js';

/** What the period is compared with. */
class CompareMenu extends ViewElement {
  #popup = new Popup(this, 'compare');

  open() {
    this.#popup.open();
  }

  render() {
    const now = view.get('compare');
    const label = now === 'none' ? 'No comparison' : COMPARISONS.find(([name]) => name === now)[1];
    return html`<div class="popup-root compare">
      <button class="button" aria-haspopup="true" aria-expanded=${this.#popup.isOpen} @click=${this.#popup.toggle}>
        ${icon('compare')}<span class="out-of-sight">Compare with:</span>${label}${icon('down')}
      </button>
      ${this.#popup.isOpen
        ? html`<div class="popup" role="radiogroup" aria-label="Compare with" @keydown=${arrows('.choice')}>
            ${COMPARISONS.map(
              ([name, text]) => html`<button class="choice" role="radio" aria-checked=${name === now} @click=${() => this.#choose(name)}>
                ${text}<span class="end">${name === now ? icon('check') : nothing}</span>
              </button>`,
            )}
          </div>`
        : nothing}
    </div>`;
  }

  #choose(compare) {
    view.change({ compare });
    this.#popup.close();
  }
}

customElements.define('footfall-compare-menu', CompareMenu);

import { html, nothing } from 'lit';
import { icon } from './icon.js';
import { Popup } from './popup.js';
import { ViewElement } from './view-element.js';

/** Opens the saved views. */
class ViewsMenu extends ViewElement {
  #popup = new Popup(this, 'views', () => import('./saved-views.js'));

  render() {
    return html`<div class="popup-root views">
      <button class="button" aria-haspopup="dialog" aria-expanded=${this.#popup.isOpen} @click=${this.#popup.toggle}>${icon('views')}Views</button>
      ${this.#popup.isOpen
        ? html`<div class="popup right" role="dialog" aria-label="Views">
            <footfall-saved-views @done=${() => this.#popup.close()}></footfall-saved-views>
          </div>`
        : nothing}
    </div>`;
  }
}

customElements.define('footfall-views-menu', ViewsMenu);

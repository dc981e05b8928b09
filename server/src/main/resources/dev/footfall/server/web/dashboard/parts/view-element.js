/** What every component is: drawn in the page's own tree, and anew whenever the view changes. */
import { LitElement } from 'lit';
import { view } from '../state/view.js';

export class ViewElement extends LitElement {
  #redraw = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    view.addEventListener('change', this.#redraw);
    if (this.hasUpdated) this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    view.removeEventListener('change', this.#redraw);
  }
}

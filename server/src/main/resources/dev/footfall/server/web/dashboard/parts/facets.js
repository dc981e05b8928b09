import { html } from 'lit';
import { ViewElement } from './view-element.js';
import { view } from '../state/view.js';
import './facet.js';

/** The first of them stand open; the others are asked only once they are opened. */
const OPEN = ['status_class', 'service', 'method', 'route', 'client', 'location', 'traffic', 'user', 'version'];
const MORE = ['status', 'route_source', 'error', 'environment', 'instance', 'hostname', 'api_version', 'os', 'device', 'user_group', 'session_id', 'weekday', 'hour'];

/** What the requests are made of, with counts. On a narrow page they are behind a line. */
class Facets extends ViewElement {
  static properties = { opened: { state: true } };

  #wide = matchMedia('(min-width: 861px)');
  #fit = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.#wide.addEventListener('change', this.#fit);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#wide.removeEventListener('change', this.#fit);
  }

  render() {
    const shown = this.#wide.matches || this.opened;
    const filters = view.get('filters').length;
    return html`<section class="facets" aria-label="Facets">
      <button class="button facets-toggle" aria-expanded=${Boolean(this.opened)} @click=${() => (this.opened = !this.opened)}>
        ${this.opened ? 'Hide the facets' : `Facets${filters > 0 ? ` (${filters} on)` : ''}`}
      </button>
      ${shown ? [...OPEN.map((field) => this.#facet(field, true)), ...MORE.map((field) => this.#facet(field, false))] : ''}
    </section>`;
  }

  #facet(field, open) {
    return html`<footfall-facet field=${field} ?open=${open}></footfall-facet>`;
  }
}

customElements.define('footfall-facets', Facets);

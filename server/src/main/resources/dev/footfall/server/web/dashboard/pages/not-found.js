import { html } from 'lit';
import { view } from '../state/view.js';
import { ViewElement } from '../parts/view-element.js';

class NotFoundPage extends ViewElement {
  render() {
    return html`<div class="page">
      <div class="page-head"><h1>There is no such page</h1></div>
      <p class="quiet">Nothing is shown at <code>${location.pathname}</code>.</p>
      <p><a href=${view.url({ page: '' })}>Go to the overview</a></p>
    </div>`;
  }
}

customElements.define('footfall-not-found-page', NotFoundPage);

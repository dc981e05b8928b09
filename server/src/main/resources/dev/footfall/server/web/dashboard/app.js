import { html, LitElement } from 'lit';

/** The frame around the pages. */
class App extends LitElement {
  createRenderRoot() {
    return this;
  }

  render() {
    return html`<h1>Footfall</h1>`;
  }
}

customElements.define('footfall-app', App);

import { html, LitElement } from 'lit';

const SHOWN_MS = 3000;

/** Says for a moment what was done. */
class Toast extends LitElement {
  static properties = { text: { state: true } };

  #timer = 0;
  #say = (event) => {
    this.text = event.detail;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.text = ''), SHOWN_MS);
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('footfall-said', this.#say);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('footfall-said', this.#say);
  }

  render() {
    return html`<p class="toast ${this.text ? 'shown' : ''}" role="status">${this.text ?? ''}</p>`;
  }
}

customElements.define('footfall-toast', Toast);

export const say = (text) => dispatchEvent(new CustomEvent('footfall-said', { detail: text }));

/** Puts a text on the clipboard and says so. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} is copied.`);
  } catch {
    say('The browser does not allow copying here.');
  }
}

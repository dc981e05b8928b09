import { html, LitElement, nothing } from 'lit';
import { call } from '../query/api.js';

const base = document.documentElement.dataset.base ?? '';

/** Takes a key or token once; from then on the browser shows a cookie that no script can read. Fires `signed-in`. */
class SignInPage extends LitElement {
  static properties = {
    server: { attribute: false },
    ended: { type: Boolean },
    problem: { state: true },
    busy: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<main class="centre">
      <form class="sign-in" @submit=${this.#signIn}>
        <span class="brand"><img src="${base}/icon.svg" alt=""><span>Footfall</span></span>
        <h1>Sign in</h1>
        ${this.ended ? html`<p role="status">You are not signed in any more. Sign in again to go on where you were.</p>` : nothing}
        <input name="username" autocomplete="username" value="Footfall" hidden>
        <label>Key or token
          <input class="field" type="password" name="key" required autocomplete="current-password" spellcheck="false"
            aria-invalid=${Boolean(this.problem)} aria-describedby="sign-in-problem">
        </label>
        <p class="problem" id="sign-in-problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
        <button class="button main" ?disabled=${this.busy}>Sign in</button>
        ${this.server?.demo ? html`<button class="button" type="button" ?disabled=${this.busy} @click=${() => this.#send({ demo: true })}>Look at the demo</button>` : nothing}
        <p class="quiet small">No key yet? <a href="${base}/">Make one on the start page.</a></p>
      </form>
    </main>`;
  }

  firstUpdated() {
    this.#field().focus();
  }

  #field() {
    return this.querySelector('[name="key"]');
  }

  #signIn = (event) => {
    event.preventDefault();
    this.#send({ key: event.target.elements.key.value.trim() });
  };

  async #send(body) {
    this.busy = true;
    this.problem = '';
    try {
      const session = await call('/api/v1/session', { method: 'POST', body });
      this.dispatchEvent(new CustomEvent('signed-in', { detail: session }));
    } catch (failure) {
      this.problem = failure.status === 401 ? 'This key or token is not known, or not any more.' : failure.message;
      await this.updateComplete;
      this.#field().focus();
      this.#field().select();
    }
    this.busy = false;
  }
}

customElements.define('footfall-sign-in-page', SignInPage);

import { html, nothing } from 'lit';
import { ActingElement } from '../parts/acting-element.js';

/**
 * A part of the settings: a heading, what it is about, and the thing. `read` gives what is shown, when it is opened and
 * after each change; `body` draws that. A refusal stands above it, in the server's words, and so does that what is shown
 * could not be read again.
 */
export class Section extends ActingElement {
  static properties = {
    data: { state: true },
    unread: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  /** Null where there is nothing to be read first. */
  async read() {
    return null;
  }

  async load() {
    this.problem = '';
    this.unread = false;
    try {
      this.data = await this.read();
    } catch (failure) {
      this.unread = true;
      this.problem = this.data === undefined ? failure.message : `What is shown may be out of date. ${failure.message}`;
    }
  }

  /** Does something that changes what is shown. */
  change(act) {
    return this.attempt(async () => {
      await act();
      await this.load();
    });
  }

  render() {
    const ready = this.data !== undefined;
    return html`<section class="section" aria-labelledby="section-title" data-panel=${this.localName} data-state=${ready ? 'ready' : this.problem ? 'failed' : 'loading'}>
      <h2 id="section-title">${this.heading}</h2>
      <p class="about">${this.about()}</p>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}
        ${this.unread ? html`<button class="button small" @click=${() => this.load()}>Retry</button>` : nothing}</p>
      ${ready ? this.body() : this.problem ? nothing : html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>`}
    </section>`;
  }
}

import { html, nothing } from 'lit';
import { dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { call } from '../query/api.js';
import { view } from '../state/view.js';
import { confirm, made } from './credentials.js';
import { Section } from './section.js';

/** The keys that clients post with: there may be several, so that one can take another's place. */
class KeysSection extends Section {
  static properties = {
    made: { state: true },
    asked: { state: true },
  };

  heading = 'Keys';

  about() {
    return 'Applications post records with a key, and a key may do everything in this project. For people and programs that need less there are tokens.';
  }

  async read() {
    return (await call('/api/v1/keys')).data;
  }

  body() {
    const live = this.data.filter((key) => !key.revoked_at);
    const revoked = this.data.filter((key) => key.revoked_at);
    return html`
      ${this.made ? made('The key', this.made.key, 'Give it to the application that is to post with it.', () => (this.made = null)) : this.#form()}
      <div class="block">
        <h3>Keys that open</h3>
        <ul class="credentials">${live.map((key) => this.#item(key, live.length))}</ul>
      </div>
      <details class="block">
        <summary>Change a key without losing a record</summary>
        <ol class="steps">
          <li>Make another key here.</li>
          <li>Give it to every application that posts with the old one, and restart them. What one of them keeps in a file until it is sent goes out with the key that it was recorded with: let it send that first.</li>
          <li>Revoke the old one. A batch that is sent again under the new key is still stored once.</li>
        </ol>
      </details>
      ${revoked.length > 0
        ? html`<details class="block">
            <summary>Revoked (${revoked.length})</summary>
            <ul class="credentials">${revoked.map((key) => html`<li><span class="name">${this.#name(key)}</span><span class="quiet small">Key ${key.id} · revoked ${dateTime(key.revoked_at, view.zone)}</span></li>`)}</ul>
          </details>`
        : nothing}`;
  }

  #name({ id, name }) {
    return name ?? (id === this.data[0].id ? 'The first key' : `Key ${id}`);
  }

  #item(key, live) {
    const name = this.#name(key);
    return html`<li data-key=${key.id}>
      <span class="name">${name}</span>
      <span class="quiet small">Key ${key.id} · made ${dateTime(key.created_at, view.zone)}</span>
      ${live === 1
        ? html`<span class="quiet small end">The only one: make another first to revoke it</span>`
        : html`<button class="button small end" aria-label="Revoke ${name}" aria-expanded=${this.asked === key.id} @click=${() => (this.asked = key.id)}>Revoke…</button>`}
      ${this.asked === key.id
        ? confirm({
            label: `Revoke ${name}?`,
            breaks: `From then on it opens nothing: applications that post with it lose their records, and whoever is signed in with it is signed out. Its records stay. There is no way back.`,
            busy: this.busy,
            cancel: () => (this.asked = null),
            act: () => this.#revoke(key),
          })
        : nothing}
    </li>`;
  }

  async #revoke({ id }) {
    if (await this.change(() => call(`/api/v1/keys/${id}`, { method: 'DELETE' }))) this.asked = null;
  }

  #form() {
    return html`<form class="block form" @submit=${this.#make}>
      <label for="key-name">What it is for</label>
      <div class="row">
        <input class="field" id="key-name" name="name" required maxlength="100" autocomplete="off" placeholder="The shop, from November on">
        <button class="button main" ?disabled=${this.busy}>${icon('plus')}Make a key</button>
      </div>
    </form>`;
  }

  #make = (event) => {
    event.preventDefault();
    const { name } = event.target.elements;
    this.change(async () => (this.made = await call('/api/v1/keys', { method: 'POST', body: { name: name.value.trim() } })));
  };
}

customElements.define('footfall-settings-keys', KeysSection);

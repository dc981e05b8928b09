import { html, nothing } from 'lit';
import { ago, count, dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { call } from '../query/api.js';
import { view } from '../state/view.js';
import { confirm, made } from './credentials.js';
import { Section } from './section.js';

const DAY_MS = 86_400_000;

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
          <li>Revoke the old one once no record comes with it any more. A batch that is sent again under the new key is still stored once.</li>
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
      <span class="quiet small">Key ${key.id} · made ${dateTime(key.created_at, view.zone)} · ${this.#use(key)}</span>
      ${live === 1
        ? html`<span class="quiet small end">The only one: make another first to revoke it</span>`
        : html`<button class="button small end" aria-label="Revoke ${name}" aria-expanded=${this.asked === key.id} @click=${() => (this.asked = key.id)}>Revoke…</button>`}
      ${this.asked === key.id
        ? confirm({
            label: `Revoke ${name}?`,
            breaks: this.#breaks(key),
            busy: this.busy,
            cancel: () => (this.asked = null),
            act: () => this.#revoke(key),
          })
        : nothing}
    </li>`;
  }

  #use({ id, requests, events, last_received_at: last }) {
    if (!last) return 'nothing came with it';
    const figure = (name, n) => html`<span data-figure="keys/${id}/${name}" data-value=${n}>${count(n)} ${name}</span>`;
    return html`${figure('requests', requests)}${events > 0 ? html`, ${figure('events', events)}` : nothing}, the last came <span title=${dateTime(last, view.zone)}>${ago(last)}</span>`;
  }

  #breaks({ current, last_received_at: last }) {
    const lately = last && Date.now() - Date.parse(last) < DAY_MS;
    return html`${lately ? html`<b>Records still come with it, the last ${ago(last)}.</b> Applications that post with it lose theirs from then on. ` : last ? `The last record came with it ${ago(last)}; what is posted with it from then on is lost. ` : nothing}
      It opens nothing any more, and whoever is signed in with it is signed out${current ? html`: <b>you too</b>, unless you came with a token` : nothing}. Its records stay. There is no way back.`;
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

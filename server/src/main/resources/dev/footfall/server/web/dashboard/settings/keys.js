import { html, nothing } from 'lit';
import { ago, count, dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { view } from '../state/view.js';
import { Credentials } from './credentials.js';

const DAY_MS = 86_400_000;

/** The keys that clients post with: there may be several, so that one can take another's place. */
class KeysSection extends Credentials {
  heading = 'Keys';
  path = '/api/v1/keys';
  opens = 'Keys that open';
  ended = 'Revoked';

  about() {
    return 'Applications post records with a key, and a key may do everything in this project. For people and programs that need less there are tokens.';
  }

  told(key, live) {
    const { id, name, created_at: since } = key;
    const kind = `Key ${id}`;
    return {
      name: name ?? (id === this.data[0].id ? 'The first key' : kind),
      kind,
      facts: html`${kind} · made ${dateTime(since, view.zone)} · ${use(key)}`,
      breaks: breaks(key),
      kept: live.length === 1 ? 'The only one: make another first to revoke it' : '',
    };
  }

  secret({ key }) {
    return { what: 'The key', text: key, then: 'Give it to the application that is to post with it.' };
  }

  besides() {
    return html`<details class="block">
      <summary>Change a key without losing a record</summary>
      <ol class="steps">
        <li>Make another key here.</li>
        <li>Give it to every application that posts with the old one, and restart them. What one of them keeps in a file until it is sent goes out with the key that it was recorded with: let it send that first.</li>
        <li>Revoke the old one once no record comes with it any more. A batch that is sent again under the new key is still stored once.</li>
      </ol>
    </details>`;
  }

  form() {
    return html`<form class="block form" @submit=${this.#make}>
      <label for="key-name">What it is for</label>
      <div class="row">
        <input class="field" id="key-name" name="name" required maxlength="100" autocomplete="off" placeholder="The shop, from November on">
        <button class="button main" data-make ?disabled=${this.busy}>${icon('plus')}Make a key</button>
      </div>
    </form>`;
  }

  #make = (event) => {
    event.preventDefault();
    this.make({ name: event.target.elements.name.value.trim() });
  };
}

function use({ id, requests, events, last_received_at: last }) {
  if (!last) return 'nothing came with it';
  const figure = (name, n) => html`<span data-figure="keys/${id}/${name}" data-value=${n}>${count(n)} ${n === 1 ? name.slice(0, -1) : name}</span>`;
  return html`${figure('requests', requests)}${events > 0 ? html`, ${figure('events', events)}` : nothing}, the last came <span title=${dateTime(last, view.zone)}>${ago(last)}</span>`;
}

function breaks({ current, last_received_at: last }) {
  const lately = last && Date.now() - Date.parse(last) < DAY_MS;
  return html`${lately ? html`<b>Records still come with it, the last ${ago(last)}.</b> Applications that post with it lose theirs from then on. ` : last ? `The last record came with it ${ago(last)}; what is posted with it from then on is lost. ` : nothing}
    It opens nothing any more, and whoever is signed in with it is signed out${current ? html`: <b>you too</b>, unless you came with a token` : nothing}. Its records stay. There is no way back.`;
}

customElements.define('footfall-settings-keys', KeysSection);

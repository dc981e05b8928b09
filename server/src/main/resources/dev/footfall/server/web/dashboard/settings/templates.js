import { html, nothing } from 'lit';
import { count } from '../parts/format.js';
import { say } from '../parts/toast.js';
import { call } from '../query/api.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

/** How often it is looked how far the stored requests are. */
const LOOK_MS = 5000;

const lines = (text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** The templates that give requests without a route of their own one. */
class TemplatesSection extends Section {
  static properties = { preview: { state: true }, missed: { state: true } };

  #timer = 0;

  heading = 'Route templates';

  about() {
    return 'A request that comes without a route has the first of these templates that matches its path. Where none does, the route is guessed: numbers, UUIDs, hashes and dates become {id}.';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async read() {
    const settings = await call('/api/v1/settings');
    this.#follow(settings);
    return settings;
  }

  /** Looks again until all that is stored is through. */
  #follow({ templates_pending: pending }) {
    clearTimeout(this.#timer);
    if (pending > 0 && this.isConnected) this.#timer = setTimeout(() => this.#look(), LOOK_MS);
  }

  async #look() {
    try {
      const { templates_pending } = await call('/api/v1/settings');
      this.data = { ...this.data, templates_pending };
      this.missed = '';
    } catch (failure) {
      this.missed = failure.message;
    }
    this.#follow(this.data);
  }

  body() {
    const { templates, templates_pending: pending } = this.data;
    return html`<form class="block form" @submit=${this.#save}>
        <label for="templates">Templates, one a line, tried from the first to the last</label>
        <textarea class="field mono" id="templates" name="templates" rows=${Math.max(6, templates.length + 2)} spellcheck="false" autocomplete="off" placeholder="/users/{name}" aria-describedby="templates-about"
          .value=${templates.join('\n')} @input=${() => (this.preview = null)}></textarea>
        <p id="templates-about" class="quiet small"><code>{name}</code> and <code>*</code> stand for what is not a slash, as in <code>/users/{name}</code> or <code>/reports/*.pdf</code>;
          <code>/files/**</code> stands for all that begins with <code>/files/</code>.</p>
        <div class="row">
          <button class="button main" ?disabled=${this.busy}>Save</button>
          <button class="button" type="button" ?disabled=${this.busy} @click=${this.#try}>Preview</button>
        </div>
      </form>
      <p class="pending" role="status" data-figure="templates/pending/requests" data-value=${pending} ?hidden=${pending === 0}>
        ${count(pending)} stored ${pending === 1 ? 'request has' : 'requests have'} still to be brought to these templates. What comes in has them at once. ${this.missed}</p>
      ${this.preview ? this.#previewed() : nothing}`;
  }

  #text() {
    return this.querySelector('#templates').value;
  }

  #save = async (event) => {
    event.preventDefault();
    const templates = lines(this.#text());
    if (await this.change(() => call('/api/v1/settings', { method: 'PATCH', body: { templates } }))) {
      say('The templates are saved.');
      view.refresh();
    }
  };

  #try = () =>
    this.attempt(async () => {
      const text = this.#text();
      const preview = await call('/api/v1/settings/preview', { method: 'POST', body: { templates: lines(text) } });
      if (text === this.#text()) this.preview = preview;
    });

  #previewed() {
    const { data, has_more: more } = this.preview;
    const moved = data.filter(({ route, becomes }) => route !== becomes);
    if (data.length === 0) return html`<div class="block"><p>In the last week no request came without a route: there is nothing to try templates on.</p></div>`;
    return html`<div class="block" data-panel="preview" data-state="ready">
      <h3>What becomes of the last week’s routes</h3>
      ${moved.length === 0 ? html`<p class="quiet">All stay as they are.</p>` : this.#table(moved)}
      ${moved.length > 0 && moved.length < data.length ? html`<p class="quiet small">The others stay as they are.</p>` : nothing}
      ${more ? html`<p class="quiet small">Only the paths with the most requests were looked at, or the first rows are shown.</p>` : nothing}
    </div>`;
  }

  #table(rows) {
    return html`<div class="table" tabindex="0" role="region" aria-label="What becomes of the routes"><table>
      <caption class="out-of-sight">What becomes of the routes</caption>
      <thead><tr><th scope="col">Route</th><th scope="col">Becomes</th><th scope="col" class="number">Requests</th><th scope="col" class="number">Paths</th><th scope="col">Such as</th></tr></thead>
      <tbody>${rows.map(
        ({ route, becomes, requests, paths, example }) => html`<tr data-row="${route}|${becomes}">
          <th scope="row">${route}</th><td><b>${becomes}</b></td>
          <td class="number" data-figure="preview/${route}|${becomes}/requests" data-value=${requests}>${count(requests)}</td>
          <td class="number">${count(paths)}</td><td class="mono">${example}</td>
        </tr>`,
      )}</tbody>
    </table></div>`;
  }
}

customElements.define('footfall-settings-templates', TemplatesSection);

import { html } from 'lit';
import { icon } from '../parts/icon.js';
import { call, query } from '../query/api.js';
import { changeProject } from '../state/caller.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

/** So many are offered while one is typed. */
const OFFERED = 200;

/** The routes that the dashboard leaves out for everybody, such as those of health checks. */
class HiddenRoutesSection extends Section {
  static properties = { known: { state: true } };

  heading = 'Hidden routes';

  about() {
    return 'Every page of the dashboard leaves these routes out of its figures, as a filter that each panel says. A switch under Options shows them. What the API answers to others stays whole.';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#offer();
  }

  async read() {
    return (await call('/api/v1/settings')).hidden_routes;
  }

  /** Without these one can still type. */
  async #offer() {
    try {
      const { rows } = await query({ metrics: ['requests'], dimensions: ['route'], limit: OFFERED });
      this.known = rows.map(([route]) => route).filter((route) => route !== null);
    } catch {
      this.known = [];
    }
  }

  body() {
    const offered = (this.known ?? []).filter((route) => !this.data.includes(route));
    return html`<form class="block form" @submit=${this.#hide}>
        <label for="hide-route">Hide a route</label>
        <div class="row">
          <input class="field mono" id="hide-route" name="route" list="hide-routes" required maxlength="1000" autocomplete="off" spellcheck="false" placeholder="GET /health">
          <datalist id="hide-routes">${offered.map((route) => html`<option value=${route}></option>`)}</datalist>
          <button class="button main" ?disabled=${this.busy}>${icon('plus')}Hide</button>
        </div>
        <p class="quiet small">Without a method, such as <code>/health</code>, it means all methods.</p>
      </form>
      <div class="block">
        <h3>Hidden</h3>
        ${this.data.length === 0
          ? html`<p class="quiet">No route is hidden.</p>`
          : html`<ul class="credentials">${this.data.map(
              (route) => html`<li data-route=${route}><span class="name mono">${route}</span>
                <button class="button small end" aria-label="Show ${route} again" ?disabled=${this.busy} @click=${() => this.#show(route)}>Show again</button></li>`,
            )}</ul>`}
      </div>`;
  }

  #hide = async (event) => {
    event.preventDefault();
    const form = event.target;
    if (await this.#save([...this.data, form.elements.route.value.trim()])) form.reset();
  };

  /** The focus goes to the next, as its button goes with it. */
  async #show(route) {
    const at = this.data.indexOf(route);
    if (!(await this.#save(this.data.filter((each) => each !== route)))) return;
    await this.updateComplete;
    const left = [...this.querySelectorAll('[data-route] button')];
    (left[at] ?? left.at(-1) ?? this.querySelector('#hide-route')).focus();
  }

  #save(routes) {
    return this.change(async () => {
      const { hidden_routes } = await call('/api/v1/settings', { method: 'PATCH', body: { hidden_routes: routes } });
      changeProject({ hidden_routes });
      view.refresh();
    });
  }
}

customElements.define('footfall-settings-hidden-routes', HiddenRoutesSection);

import { html, nothing } from 'lit';
import { call } from '../query/api.js';
import { Panel } from '../query/panel.js';
import { seesAll } from '../state/caller.js';
import { view } from '../state/view.js';
import { failed } from './failed.js';
import { ago, count, dateTime } from './format.js';
import { ViewElement } from './view-element.js';

/** So many values a filter may have. */
const MOST = 1000;
const SHOWN = 50;

/** Whatever the page is filtered by: a route that is called is called. */
const everybody = { filters: [], search: undefined, compare: undefined, users: undefined };

/** Without a method it may be any. */
const matches = (declared, [route, service]) =>
  declared.service === service && (declared.route === route || (declared.route.startsWith('/') && route?.endsWith(` ${declared.route}`)));

/** The routes that applications say they have, and nobody called. */
class Uncalled extends ViewElement {
  static properties = { name: {}, heading: {}, declared: { state: true }, error: { state: true } };

  #called = new Panel(this, () => (this.declared?.length > 0 ? { metrics: ['last_seen'], dimensions: ['route', 'service'], limit: 10_000, ...everybody } : null));
  #ever = new Panel(this, () => {
    const routes = [...new Set(this.#missing().map(({ route }) => route))].slice(0, MOST);
    if (routes.length === 0) return null;
    return { from: undefined, to: undefined, metrics: ['last_seen'], dimensions: ['route', 'service'], limit: 10_000, ...everybody, filters: [{ field: 'route', op: 'in', value: routes }] };
  });

  connectedCallback() {
    super.connectedCallback();
    if (seesAll()) this.#load();
  }

  async #load() {
    this.error = null;
    try {
      this.declared = (await call('/api/v1/routes')).data;
    } catch (error) {
      this.error = error;
    }
  }

  #missing() {
    const rows = this.#called.data?.rows;
    return rows ? this.declared.filter((route) => !rows.some((row) => matches(route, row))) : [];
  }

  retry() {
    this.#load();
  }

  render() {
    const { stale, state } = this.#called;
    const wrong = this.error ? this : state === 'failed' ? this.#called : null;
    const loading = seesAll() && !wrong && (!this.declared || stale || (this.declared.length > 0 && state === 'loading'));
    return html`<section class="panel" data-panel=${this.name} data-state=${wrong ? 'failed' : loading ? 'loading' : 'ready'} aria-labelledby="${this.name}-title" aria-busy=${loading}>
      <div class="panel-head"><h2 id="${this.name}-title">${this.heading}</h2></div>
      <div class="panel-body">${wrong ? failed(wrong) : loading ? html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>` : this.#list()}</div>
    </section>`;
  }

  #list() {
    if (!seesAll()) {
      return html`<div class="message"><p>Declared routes are shown to whoever sees all requests.</p></div>`;
    }
    const all = this.declared.length;
    if (all === 0) {
      return html`<div class="message"><p><b>No application declared its routes.</b> The adapters do at an application's start; any program can with <code>POST /api/routes</code>.</p></div>`;
    }
    if (this.#called.data.truncated) return html`<div class="message"><p>More routes were called than can be compared with the declared ones. Choose a shorter time.</p></div>`;
    const missing = this.#missing();
    return html`<p class="lead"><b data-figure="${this.name}/total/routes" data-value=${missing.length}>${count(missing.length)}</b> of
        <span data-figure="${this.name}/declared/routes" data-value=${all}>${count(all)}</span> declared routes had no request in this time, whatever the filters.</p>
      ${missing.length > 0 ? this.#table(missing) : nothing}`;
  }

  #table(missing) {
    const ever = this.#ever.data?.rows;
    return html`<div class="table tall" tabindex="0" role="region" aria-label="${this.heading}: list"><table>
      <caption class="out-of-sight">${this.heading}</caption>
      <thead><tr><th scope="col">Route</th><th scope="col">Service</th><th scope="col" class="number">Last called</th><th scope="col" class="number">Declared</th></tr></thead>
      <tbody>${missing.slice(0, SHOWN).map((one) => {
        const [method, ...path] = one.route.split(' ');
        const last = ever?.find((row) => matches(one, row))?.[2];
        return html`<tr data-row=${one.route}>
          <th scope="row" title=${one.route}>${path.length > 0 ? html`<span class="method">${method}</span> ${path.join(' ')}` : one.route}</th>
          <td>${one.service ?? html`<span class="quiet">unknown</span>`}</td>
          <td class="number" title=${last ? dateTime(last, view.zone) : ''} data-figure="${this.name}/${one.service ?? 'unknown'}|${one.route}/last_seen" data-value=${last ?? ''}>${ever ? (last ? ago(last) : 'never') : ''}</td>
          <td class="number quiet" title=${dateTime(one.declared_at, view.zone)}>${ago(one.declared_at)}</td>
        </tr>`;
      })}</tbody>
    </table></div>
    ${missing.length > SHOWN ? html`<p class="quiet small">The first ${SHOWN} are listed.</p>` : nothing}`;
  }
}

customElements.define('footfall-uncalled', Uncalled);

import { html, nothing } from 'lit';
import { anomalies, curl } from '../query/api.js';
import { is } from '../state/filters.js';
import { showMark, view } from '../state/view.js';
import { count, fieldValue, percent, range } from './format.js';
import { PanelElement } from './panel-element.js';

const SHOWN = 5;
const COLUMNS = ['from', 'to', 'route', 'requests', 'server_error_rate', 'usual_rate', 'excess'];

/** The stretches of time in which routes failed more than usual. */
class Anomalies extends PanelElement {
  send(...question) {
    return anomalies(...question);
  }

  curl() {
    return curl(this.panel.body, '/api/v1/anomalies');
  }

  table() {
    const rows = this.panel.data.anomalies.flatMap(({ from, to, routes }) => routes.map((one) => [from, to, one.route, one.requests, one.rate, one.usual_rate, one.excess]));
    return { columns: COLUMNS.map((name, i) => ({ name, ...(i > 2 && { exact: true }) })), rows };
  }

  note() {
    const { others } = this.panel.data;
    return others > 0 ? `${count(others)} more, in which less failed.` : '';
  }

  question() {
    return { limit: SHOWN, compare: undefined };
  }

  get isTable() {
    return true;
  }

  figure() {
    const { anomalies: found } = this.panel.data;
    if (found.length === 0) return html`<div class="message"><p>No route answered more often with an error of the server than it usually does.</p></div>`;
    return html`<div class="table anomalies" tabindex="0" role="region" aria-label="${this.heading}: all columns"><table>
      <caption class="out-of-sight">${this.heading}</caption>
      <thead><tr><th scope="col">When</th><th scope="col">Route</th><th scope="col" class="number">Failed</th><th scope="col" class="number">Usually</th></tr></thead>
      <tbody>${found.map((stretch) => this.#row(stretch))}</tbody>
    </table></div>`;
  }

  #row({ from, to, routes: [first, ...rest], other_routes: others }) {
    const line = ({ route }, quiet) => html`<div class=${quiet ? 'quiet' : nothing} title=${fieldValue('route', route)}>${fieldValue('route', route)}</div>`;
    const selection = { filters: [is('route', first.route)], from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    const key = `${this.name}/${from}`;
    return html`<tr>
      <th scope="row"><button class="link plain" title="Details of this time" @click=${() => showMark(selection)}>${range(from, to, view.zone)}</button></th>
      <td class="text">${line(first)}${rest.map((route) => line(route, true))}${others > 0 ? html`<div class="quiet">and ${count(others)} more</div>` : nothing}</td>
      <td class="number fails" title="of ${count(first.requests)} requests"><span data-figure="${key}/server_error_rate" data-value=${first.rate}>${percent(first.rate)}</span></td>
      <td class="number quiet" data-figure="${key}/usual_rate" data-value=${first.usual_rate}>${percent(first.usual_rate)}</td>
    </tr>`;
  }
}

customElements.define('footfall-anomalies', Anomalies);

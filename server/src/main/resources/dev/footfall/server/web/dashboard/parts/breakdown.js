import { html, nothing } from 'lit';
import { Panel } from '../query/panel.js';
import { fieldLabel } from '../state/fields.js';
import { failed } from './failed.js';
import { rankingRows } from './ranking.js';
import { ViewElement } from './view-element.js';

/** The most frequent values of a field among the requests of a mark; nothing where these have but one. */
class Breakdown extends ViewElement {
  static properties = {
    field: {},
    /** A function from the field to what is asked, or to null where there is nothing to ask. */
    ask: { attribute: false },
  };

  #panel = new Panel(this, () => this.ask?.(this.field) ?? null);

  render() {
    const { state, stale } = this.#panel;
    const content = this.#content();
    const shown = stale ? 'loading' : state;
    return html`<section data-panel="context-${this.field}" data-state=${shown} ?hidden=${content === nothing} aria-label=${fieldLabel(this.field)} aria-busy=${shown === 'loading'}>
      <h3>${fieldLabel(this.field)}</h3>
      ${content}
    </section>`;
  }

  #content() {
    const { data, state, stale } = this.#panel;
    if (state === 'failed') return failed(this.#panel);
    if (stale || state === 'loading') return html`<div class="skeleton"><i></i><i></i><i></i></div>`;
    if (state !== 'ready' || (data.rows.length === 1 && data.rows[0][0] === null)) return nothing;
    return rankingRows(data, { name: `context-${this.field}`, field: this.field, metric: 'requests' });
  }
}

customElements.define('footfall-breakdown', Breakdown);

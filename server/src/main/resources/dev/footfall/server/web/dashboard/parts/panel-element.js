/**
 * A panel: one question with its title, its drawing, and what every panel has: a table of the same
 * numbers, CSV, the curl call, a skeleton while it loads, and words where there is nothing to draw.
 */
import { html, nothing } from 'lit';
import { Panel } from '../query/panel.js';
import { curl, query } from '../query/api.js';
import { view } from '../state/view.js';
import { answerTable, csv } from './answer-table.js';
import { empty } from './empty.js';
import { failed } from './failed.js';
import { icon } from './icon.js';
import { Popup } from './popup.js';
import { copy } from './toast.js';
import { ViewElement } from './view-element.js';

export class PanelElement extends ViewElement {
  static properties = {
    name: {},
    heading: {},
    /** A function that gives what is asked, as `Panel` takes it. */
    ask: { attribute: false },
    /** What stands beside the title: a template. */
    controls: { attribute: false },
    asTable: { state: true },
  };

  panel = new Panel(this, () => this.question(), { send: (...question) => this.send(...question) });
  #menu = new Popup(this, 'menu');

  question() {
    return this.ask?.() ?? null;
  }

  /** The call that answers it. */
  send(...question) {
    return query(...question);
  }

  /** The same call for a terminal. */
  curl() {
    return curl(this.panel.body);
  }

  /** The answer as rows and columns. */
  table() {
    return this.panel.data;
  }

  /** Whether the drawing is a table already. */
  get isTable() {
    return false;
  }

  /** Draws the answer. */
  figure() {
    return nothing;
  }

  skeleton() {
    return html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>`;
  }

  /** A line below the drawing. */
  note() {
    const { data } = this.panel;
    const estimated = data.columns.filter((c) => c.exact === false);
    return estimated.length > 0 ? `≈ ${estimated[0].note ?? 'estimated'}` : '';
  }

  render() {
    const { state, stale } = this.panel;
    return html`<section class="panel ${stale ? 'stale' : ''}" data-panel=${this.name} data-state=${stale ? 'loading' : state} aria-labelledby="${this.name}-title" aria-busy=${stale || state === 'loading'}>
      <div class="panel-head">
        <h2 id="${this.name}-title">${this.heading}</h2>
        ${this.controls ? html`<div class="controls">${this.controls}</div>` : nothing}
        ${this.#tools()}
      </div>
      <div class="panel-body">${this.#body()}</div>
      ${state === 'ready' && this.note() ? html`<p class="panel-note">${this.note()}</p>` : nothing}
    </section>`;
  }

  #body() {
    const { state, data } = this.panel;
    switch (state) {
      case 'failed':
        return failed(this.panel);
      case 'empty':
        return empty(this.question()?.extra);
      case 'ready':
        return this.asTable ? answerTable(data, { name: this.name, caption: this.heading, zone: view.zone }) : this.figure();
      default:
        return this.skeleton();
    }
  }

  #tools() {
    const ready = this.panel.state === 'ready';
    const open = this.#menu.isOpen;
    return html`<div class="panel-tools">
      ${this.isTable
        ? nothing
        : html`<button class="icon-button" aria-pressed=${Boolean(this.asTable)} ?disabled=${!ready} title="Table" aria-label="${this.heading} as a table" @click=${() => (this.asTable = !this.asTable)}>
            ${icon(this.asTable ? 'chart' : 'table')}
          </button>`}
      <div class="popup-root menu">
        <button class="icon-button" aria-haspopup="menu" aria-expanded=${open} title="More" aria-label="${this.heading}: more" @click=${this.#menu.toggle}>${icon('more')}</button>
        ${open
          ? html`<div class="popup right" role="menu">
              <button class="choice" role="menuitem" ?disabled=${!ready} @click=${this.#saveCsv}>Download CSV</button>
              <button class="choice" role="menuitem" @click=${() => this.#copy(this.curl(), 'The curl call')}>Copy as curl</button>
              <button class="choice" role="menuitem" @click=${() => this.#copy(location.href, 'The link')}>Copy link</button>
            </div>`
          : nothing}
      </div>
    </div>`;
  }

  #copy(text, what) {
    this.#menu.close();
    copy(text, what);
  }

  #saveCsv = () => {
    this.#menu.close();
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([csv(this.table())], { type: 'text/csv' }));
    link.download = `${this.name}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
}

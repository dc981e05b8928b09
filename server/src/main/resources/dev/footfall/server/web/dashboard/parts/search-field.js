import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { icon } from './icon.js';
import { query } from '../query/api.js';
import { view } from '../state/view.js';

const EXAMPLES = [
  ['status:5xx method:GET', 'both hold'],
  ['status:404 OR status:410', 'one of them holds'],
  ['path:/users/*', 'a pattern'],
  ['agent:~bot', 'contains'],
  ['rt:>250 · rt:100..250', 'milliseconds'],
  ['-client:curl', 'not'],
  ['unknown:user_id', 'is missing'],
  ['"connection reset"', 'words, wherever they stand'],
];

/** The search: what the server does not understand is told here, and nothing else changes. */
class Search extends ViewElement {
  static properties = {
    /** Why the search of the URL was refused. */
    refused: {},
    problem: { state: true },
    helps: { state: true },
    checking: { state: true },
  };

  render() {
    const problem = this.problem || this.refused;
    return html`<div class="search" role="search" data-panel="search" data-state=${problem ? 'failed' : 'ready'}>
      <form @submit=${this.#submit}>
        ${icon('explorer')}
        <input class="field" type="search" name="search" aria-label="Search requests" autocomplete="off" spellcheck="false" maxlength="2000"
          placeholder='status:5xx path:/users/* rt:>250 -client:curl "free words"' .value=${view.get('search')}
          aria-invalid=${Boolean(problem)} aria-describedby=${problem ? 'search-problem' : nothing} @search=${this.#cleared} @keydown=${this.#key}>
        <button class="button" ?disabled=${Boolean(this.checking)}>Search</button>
        <button class="icon-button" type="button" aria-label="How to search" title="How to search" aria-expanded=${Boolean(this.helps)} @click=${() => (this.helps = !this.helps)}>${icon('help')}</button>
      </form>
      ${problem ? html`<p class="problem" id="search-problem" role="alert">${this.#told(problem)}</p>` : nothing}
      ${this.helps ? html`<dl class="grammar">${EXAMPLES.map(([text, means]) => html`<div><dt><code>${text}</code></dt><dd>${means}</dd></div>`)}</dl>` : nothing}
    </div>`;
  }

  /** An unknown field's message names all that are known. */
  #told(message) {
    const [, before, names, after] = /^(.*; known are )(.*)(; .*)$/.exec(message) ?? [];
    return names ? html`${before}<code>${names}</code>${after}` : message;
  }

  #submit = async (event) => {
    event.preventDefault();
    const text = event.target.elements.search.value.trim();
    if (await this.#isUnderstood(text)) view.change({ search: text, selection: null });
  };

  async #isUnderstood(search) {
    this.checking = true;
    try {
      if (search) await query({ metrics: ['requests'], from: '1970-01-01', to: '1970-01-02', search });
      this.problem = '';
    } catch (failure) {
      this.problem = failure.message;
    }
    this.checking = false;
    return !this.problem;
  }

  #cleared = (event) => {
    if (event.target.value !== '') return;
    this.problem = '';
    if (view.get('search')) view.change({ search: '', selection: null });
  };

  #key = (event) => {
    if (event.key !== 'Escape' || event.target.value !== view.get('search')) return;
    event.preventDefault();
    event.stopPropagation();
    event.target.blur();
  };
}

customElements.define('footfall-search', Search);

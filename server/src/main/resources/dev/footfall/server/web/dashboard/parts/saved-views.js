import { html, nothing } from 'lit';
import { call } from '../query/api.js';
import { isAdmin, seesAll } from '../state/caller.js';
import { addressOf, view } from '../state/view.js';
import { ActingElement } from './acting-element.js';
import { failed } from './failed.js';
import { icon } from './icon.js';
import { copy, say } from './toast.js';

/** What the project has names for: opens it, copies its link, and saves what is shown; prints it too. Fires `done`. */
class SavedViews extends ActingElement {
  static properties = {
    views: { state: true },
    error: { state: true },
    /** The view that is to be deleted, until that is confirmed. */
    asked: { state: true },
  };

  connectedCallback() {
    super.connectedCallback();
    if (seesAll()) this.#list();
  }

  async #list() {
    this.error = null;
    try {
      this.views = (await call('/api/v1/views')).data;
    } catch (failure) {
      this.error = failure;
    }
  }

  render() {
    return html`${seesAll() ? this.#saved() : nothing}
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      ${isAdmin() ? this.#form() : nothing}
      ${seesAll() ? html`<div class="line"></div>` : nothing}
      <button class="choice" @click=${() => this.#done(() => copy(location.href, 'The link'))}>${icon('link')}Copy the link to this view</button>
      <button class="choice" @click=${() => this.#done(() => print())}>${icon('print')}Print this page</button>`;
  }

  #saved() {
    if (this.error) return html`<h3>Saved views</h3>${failed({ error: this.error, retry: () => this.#list() })}`;
    if (!this.views) return html`<h3>Saved views</h3><div class="skeleton" aria-hidden="true"><i></i><i></i></div>`;
    if (this.views.length === 0) return html`<h3>Saved views</h3><p class="popup-text">None yet. A view has the page, the time, the filters, and all else that is shown.</p>`;
    return html`<h3 id="saved-views">Saved views</h3>
      <ul aria-labelledby="saved-views">${this.views.map((each) => this.#view(each))}</ul>`;
  }

  #view(each) {
    const url = addressOf(each);
    const here = url === location.pathname + location.search;
    return html`<li class="saved-view" data-view=${each.id}>
      <a class="choice" href=${url} aria-current=${here ? 'true' : nothing} title=${each.name} @click=${() => this.#close()}>${each.name}</a>
      <button class="icon-button" title="Copy link" aria-label="Copy the link to ${each.name}" @click=${() => copy(new URL(url, location.href).href, 'The link')}>${icon('link')}</button>
      ${isAdmin() ? html`<button class="icon-button" title="Delete" aria-label="Delete ${each.name}" aria-expanded=${this.asked === each.id} ?disabled=${this.busy} data-delete=${each.id} @click=${() => this.#ask(each.id, '.confirm')}>${icon('close')}</button>` : nothing}
      ${this.asked === each.id ? this.#confirm(each) : nothing}
    </li>`;
  }

  #confirm(each) {
    return html`<div class="confirm" role="group" tabindex="-1" aria-label="Delete ${each.name}?">
      <p>It is gone for everybody in this project.</p>
      <div class="row">
        <button class="button danger" ?disabled=${this.busy} @click=${() => this.#delete(each)}>Delete</button>
        <button class="button" @click=${() => this.#ask(null, `[data-delete="${each.id}"]`)}>Keep</button>
      </div>
    </div>`;
  }

  #form() {
    return html`<form class="form save-view" @submit=${this.#save}>
      <label>Save what is shown as
        <span class="row"><input class="field" name="name" required maxlength="100" autocomplete="off" placeholder="A name"><button class="button main" ?disabled=${this.busy}>Save</button></span>
      </label>
    </form>`;
  }

  #save = async (event) => {
    event.preventDefault();
    const form = event.target;
    const body = { name: form.elements.name.value, page: view.get('page'), query: location.search.slice(1) };
    if (await this.#change(() => call('/api/v1/views', { method: 'POST', body }), 'The view is saved.')) form.reset();
  };

  /** The focus goes where the next choice is. */
  async #ask(id, then) {
    this.asked = id;
    await this.updateComplete;
    this.querySelector(then)?.focus();
  }

  async #delete({ id, name }) {
    await this.#change(() => call(`/api/v1/views/${id}`, { method: 'DELETE' }), `${name} is deleted.`);
    this.querySelector('.save-view input')?.focus();
  }

  #change(send, done) {
    return this.attempt(async () => {
      await send();
      await this.#list();
      say(done);
    });
  }

  #close() {
    this.dispatchEvent(new Event('done'));
  }

  #done(act) {
    this.#close();
    this.updateComplete.then(act);
  }
}

customElements.define('footfall-saved-views', SavedViews);

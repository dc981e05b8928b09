import { html, nothing } from 'lit';
import { ViewElement } from './parts/view-element.js';
import { icon } from './parts/icon.js';
import { GONE, later } from './parts/later.js';
import { call, session } from './query/api.js';
import { findPage, PAGES } from './pages/index.js';
import { isAdmin, setCaller } from './state/caller.js';
import { startLive, stopLive } from './state/live.js';
import { narrow, view } from './state/view.js';
import './parts/filter-bar.js';
import './parts/theme-switch.js';
import './parts/toast.js';

const base = document.documentElement.dataset.base ?? '';

/** As whom somebody is signed in: what tells two callers apart. */
const who = ({ project, name, scope, filters, shared }) => JSON.stringify([project?.id, name, scope, filters, shared]);

/** What is loaded once it is opened. */
const LATER = {
  'footfall-context': () => import('./parts/context-panel.js'),
  'footfall-help': () => import('./parts/help-dialog.js'),
  'footfall-share': () => import('./parts/share-dialog.js'),
};

/** The frame: pages on the left, filters on top, the context panel on the right, and the keys. */
class App extends ViewElement {
  static properties = {
    session: { state: true },
    ended: { state: true },
    problem: { state: true },
    context: { state: true },
    loaded: { state: true },
  };

  #drawn = null;
  #left = null;
  #shown = null;
  #at = '';
  #here = null;

  connectedCallback() {
    super.connectedCallback();
    this.context = view.get('selection') !== null;
    this.#at = view.get('page');
    document.addEventListener('keydown', this.#key);
    document.addEventListener('click', this.#follow);
    session.addEventListener('ended', () => this.#end());
    view.addEventListener('change', this.#selected);
    this.#begin();
  }

  async #begin() {
    this.problem = '';
    try {
      this.session = location.pathname === `${base}/share` ? await this.#openShare() : await call('/api/v1/session');
      if (this.session.signed_in) startLive();
    } catch (failure) {
      this.problem = failure.message;
    }
  }

  /** The secret leaves the address bar before anything else, and is the session's from then on. */
  async #openShare() {
    const key = location.hash.slice(1);
    history.replaceState(null, '', view.url());
    const shown = await call('/api/v1/session', { method: 'POST', body: { key } });
    const { from, to } = shown.shared ?? {};
    if (from && to) view.change({ period: 'custom', from, to }, { replace: true });
    return shown;
  }

  #end() {
    stopLive();
    this.ended = true;
    this.session = { ...this.session, signed_in: false };
  }

  #signedIn = (event) => {
    if (who(event.detail) !== who(this.session)) this.#drawn = null;
    this.session = event.detail;
    this.ended = false;
    startLive();
  };

  async #signOut() {
    try {
      await call('/api/v1/session', { method: 'DELETE' });
      stopLive();
      this.#drawn = null;
      this.session = { server: this.session.server, signed_in: false };
    } catch (failure) {
      this.problem = failure.message;
    }
  }

  render() {
    if (this.problem) {
      return html`<main class="centre"><h1>Footfall</h1><p>${this.problem}</p>
        ${this.problem === GONE
          ? html`<button class="button main" @click=${() => location.reload()}>Reload</button>`
          : html`<button class="button main" @click=${() => this.#begin()}>Retry</button>`}</main>`;
    }
    if (!this.session) return nothing;
    if (!this.session.signed_in) {
      return html`<footfall-sign-in-page .server=${this.session.server} ?ended=${this.ended} @signed-in=${this.#signedIn}></footfall-sign-in-page>`;
    }
    const plain = this.#isPlain();
    const context = this.context && !plain;
    return html`<a class="skip button" href="#main" @click=${this.#skip}>Skip to the content</a>
      <div class="frame ${context ? 'with-context' : ''}">
        <header class="pages">${this.#pages()}</header>
        <div class="main">
          ${plain ? nothing : html`<footfall-filter-bar class="filter-bar" .locked=${this.session.filters ?? []} .shared=${this.session.shared ?? null} ?shares=${this.session.scope === 'admin'} @share=${() => this.#open('footfall-share')} @context=${() => (this.context = !this.context)}></footfall-filter-bar>`}
          <main id="main" tabindex="-1">${this.#page()}</main>
        </div>
        ${context ? html`<footfall-context class="context" @close=${() => this.#closeContext()}></footfall-context>` : nothing}
      </div>
      <footfall-help ?plain=${plain}></footfall-help>
      ${this.session.scope === 'admin' ? html`<footfall-share></footfall-share>` : nothing}
      <footfall-toast></footfall-toast>`;
  }

  #pages() {
    const { project, name, demo } = this.session;
    return html`<a class="brand" aria-label="Footfall" href=${view.url({ page: '' })}><img src="${base}/icon.svg" alt=""><span>Footfall</span></a>
      <nav aria-label="Pages">
        ${PAGES.filter((page) => page.label && (!page.admin || isAdmin())).map(
          (page) => html`<a href=${view.url({ page: page.path })} aria-current=${page.path === (findPage(view.get('page'))?.within ?? view.get('page')) ? 'page' : nothing}>
            ${icon(page.icon)}${page.label}
          </a>`,
        )}
      </nav>
      <div class="pages-end">
        <p class="who" title="Project ${project?.id}, ${this.session.shared ? 'seen through' : 'signed in with'} ${name ?? 'a key'}">${demo ? 'Demo' : (name ?? `Project ${project?.id}`)}</p>
        <div class="row">
          <footfall-theme-switch></footfall-theme-switch>
          <button class="icon-button" title="Keys and reading (?)" aria-label="Help" @click=${() => this.#open('footfall-help')}>${icon('help')}</button>
          <button class="icon-button" title="Sign out" aria-label="Sign out" @click=${() => this.#signOut()}>${icon('leave')}</button>
        </div>
        <p class="credit"><a href="https://db-ip.com" rel="noreferrer">IP geolocation by DB-IP</a></p>
      </div>`;
  }

  #isPlain() {
    return findPage(view.get('page'))?.plain ?? false;
  }

  #page() {
    const page = findPage(view.get('page'));
    document.title = `${page?.label ?? 'Footfall'} · Footfall`;
    if (!page) {
      import('./pages/not-found.js').catch(this.#lost);
      return html`<footfall-not-found-page></footfall-not-found-page>`;
    }
    if (this.loaded !== page.element) {
      page.load().then(
        () => (this.loaded = page.element),
        this.#lost,
      );
      return nothing;
    }
    const name = `footfall-${page.element}-page`;
    if (this.#drawn?.localName !== name) this.#drawn = document.createElement(name);
    return this.#drawn;
  }

  #selected = () => {
    const selection = view.get('selection');
    const page = view.get('page');
    if (selection && selection !== this.#shown) this.context = true;
    else if (!selection && page !== this.#at) {
      this.context = false;
      this.#left = null;
    }
    this.#shown = selection;
    this.#at = page;
  };

  #closeContext() {
    this.context = false;
    if (view.get('selection')) view.change({ selection: null });
  }

  /** The focus goes into the context panel where that lies over the page, and back to where it was. */
  willUpdate(changed) {
    if (changed.has('session')) setCaller(this.session);
    if (this.session?.signed_in === false) import('./pages/sign-in.js').catch(this.#lost);
    if (!changed.has('context') || !this.context) return;
    this.#left = document.activeElement;
    later(LATER['footfall-context']).then((came) => (this.context &&= came));
  }

  #lost = () => (this.problem = GONE);

  /** Where the pages do not fit side by side, the one that is open is to be seen. */
  #showPage() {
    const pages = this.querySelector('.pages');
    const here = pages?.querySelector('[aria-current="page"]');
    if (!here || here === this.#here) return;
    this.#here = here;
    pages.scrollLeft = here.offsetLeft + here.offsetWidth - pages.clientWidth + 24;
  }

  updated(changed) {
    this.#showPage();
    if (!changed.has('context') || !narrow.matches) return;
    if (this.context) this.#focusContext();
    else this.#left?.focus();
  }

  async #focusContext() {
    if (!(await later(LATER['footfall-context']))) return;
    await this.querySelector('footfall-context')?.updateComplete;
    this.querySelector('footfall-context button')?.focus();
  }

  #skip = (event) => {
    event.preventDefault();
    this.querySelector('#main').focus();
  };

  /** Links within the dashboard change the view without loading the page anew. */
  #follow = (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.target || link.origin !== location.origin || !`${link.pathname}/`.startsWith(`${base}/dashboard/`)) return;
    event.preventDefault();
    const page = view.get('page');
    view.open(link.href);
    if (view.get('page') === page) return;
    scrollTo(0, 0);
    this.querySelector('#main').focus({ preventScroll: true });
  };

  #key = (event) => {
    // Some keyboards have ] behind AltGr, which says Ctrl and Alt as well.
    const modified = event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph'));
    if (event.defaultPrevented || modified || !this.session?.signed_in) return;
    if (event.target.closest?.('input, select, textarea, dialog')) return;
    const plain = this.#isPlain();
    const search = this.querySelector('#main input[type="search"]');
    const everywhere = { '?': () => this.#open('footfall-help'), ...(search && { '/': () => search.focus() }) };
    const act = (plain ? everywhere : {
      '/': () => this.querySelector('footfall-filter-bar').addFilter(),
      ...everywhere,
      Escape: () => (this.context ? this.#closeContext() : view.back()),
      t: () => this.querySelector('footfall-period-menu').open(),
      c: () => this.querySelector('footfall-compare-menu').open(),
      x: () => view.change({ filters: [], search: '', selection: null }),
      ']': () => (this.context ? this.#closeContext() : (this.context = true)),
    })[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  async #open(dialog) {
    if (!(await later(LATER[dialog]))) return;
    const element = this.querySelector(dialog);
    await element.updateComplete;
    element.open();
  }
}

customElements.define('footfall-app', App);

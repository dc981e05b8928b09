import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { arrows } from './arrows.js';
import { Popup } from './popup.js';
import { icon } from './icon.js';
import { hiddenRoutes, isAdmin, masksAddresses } from '../state/caller.js';
import { SHOW_HIDDEN, SWITCHES, view } from '../state/view.js';

const USERS = [
  ['id_or_address', 'Id, else address'],
  ['id_and_address', 'Id and address together'],
  ['address', 'Address alone'],
];

/** What is left out, which routes are hidden, and what counts as a user. */
class SwitchesMenu extends ViewElement {
  #popup = new Popup(this, 'switches');

  render() {
    const on = view.get('switches').length + view.get('hidden').length + view.hiddenRoutes().length;
    return html`<div class="popup-root switches">
      <button class="button" aria-haspopup="dialog" aria-expanded=${this.#popup.isOpen} @click=${this.#popup.toggle}>
        ${icon('sliders')}Options${on > 0 ? html` <b>${on}</b>` : nothing}
      </button>
      ${this.#popup.isOpen ? this.#menu() : nothing}
    </div>`;
  }

  #menu() {
    const switches = view.get('switches');
    const hidden = view.get('hidden');
    const users = view.get('users');
    return html`<div class="popup right" role="dialog" aria-label="Options" @keydown=${arrows('.choice')}>
      ${SWITCHES.map(
        ([name, text]) => html`<button class="choice" role="switch" aria-checked=${switches.includes(name)} @click=${() => this.#switch(name)}>
          ${text}<span class="end">${switches.includes(name) ? icon('check') : nothing}</span>
        </button>`,
      )}
      <div class="line"></div>
      <h3 id="users-are">A user is</h3>
      <div role="radiogroup" aria-labelledby="users-are">
        ${USERS.map(
          ([name, text]) => html`<button class="choice" role="radio" aria-checked=${name === users} @click=${() => view.change({ users: name })}>
            ${text}<span class="end">${name === users ? icon('check') : nothing}</span>
          </button>`,
        )}
      </div>
      ${masksAddresses() ? html`<p class="popup-text quiet small">Addresses are shown as networks, such as <code>203.0.113.0/24</code>.</p>` : nothing}
      <div class="line"></div>
      <h3>Hidden routes</h3>
      ${this.#ofProject()}
      ${hidden.map(
        (route) => html`<button class="choice" aria-label="Show ${route} again" @click=${() => this.#show(route)}>
          <span class="mono">${route}</span><span class="end">${icon('close')}</span>
        </button>`,
      )}
      <form class="form" @submit=${this.#hide}>
        <label>Hide a route<input class="field" name="route" placeholder="GET /health" autocomplete="off"></label>
      </form>
    </div>`;
  }

  /** What the project hides in each view, until this one shows it. */
  #ofProject() {
    if (hiddenRoutes().length === 0) return nothing;
    return html`<button class="choice" role="switch" aria-checked=${!view.showsHidden} @click=${() => view.change(view.showsHidden ? { shown: [] } : SHOW_HIDDEN)}>
        Without what the project hides<span class="end">${view.showsHidden ? nothing : icon('check')}</span>
      </button>
      ${view.hiddenRoutes().map(
        (route) => html`<button class="choice" aria-label="Show ${route} in this view" @click=${() => view.change({ shown: [...view.get('shown'), route] })}>
          <span class="mono">${route}</span><span class="end">${icon('close')}</span>
        </button>`,
      )}
      ${hiddenRoutes().filter((route) => view.get('shown').includes(route)).map(
        (route) => html`<button class="choice" @click=${() => view.change({ shown: view.get('shown').filter((each) => each !== route) })}>
          <span class="mono">${route}</span> <span class="end">Hide again</span>
        </button>`,
      )}
      ${isAdmin() ? html`<p class="popup-text small"><a href=${view.url({ page: 'settings', params: { section: 'hidden-routes' } })}>Change what the project hides</a></p>` : nothing}`;
  }

  #switch(name) {
    const on = view.get('switches');
    view.change({ switches: on.includes(name) ? on.filter((each) => each !== name) : [...on, name] });
  }

  #show(route) {
    view.change({ hidden: view.get('hidden').filter((each) => each !== route) });
  }

  #hide = (event) => {
    event.preventDefault();
    const route = event.target.elements.route.value.trim();
    event.target.reset();
    if (route !== '' && !view.get('hidden').includes(route)) view.change({ hidden: [...view.get('hidden'), route] });
  };
}

customElements.define('footfall-switches-menu', SwitchesMenu);

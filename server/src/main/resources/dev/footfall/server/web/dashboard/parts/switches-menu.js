import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { arrows } from './arrows.js';
import { Popup } from './popup.js';
import { icon } from './icon.js';
import { SWITCHES, view } from '../state/view.js';

const USERS = [
  ['id_or_address', 'Id, else address'],
  ['id_and_address', 'Id and address together'],
  ['address', 'Address alone'],
];

/** What is left out, which routes are hidden, and what counts as a user. */
class SwitchesMenu extends ViewElement {
  #popup = new Popup(this, 'switches');

  render() {
    const on = view.get('switches').length + view.get('hidden').length;
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
      <div class="line"></div>
      <h3>Hidden routes</h3>
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

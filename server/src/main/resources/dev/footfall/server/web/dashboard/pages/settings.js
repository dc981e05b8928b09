import { html, nothing } from 'lit';
import { ViewElement } from '../parts/view-element.js';
import { GONE } from '../parts/later.js';
import { styleSheet } from '../parts/style-sheet.js';
import { SECTIONS } from '../settings/index.js';
import { isAdmin } from '../state/caller.js';
import { view } from '../state/view.js';

const GROUPS = [...new Set(SECTIONS.map(({ group }) => group))];

/** What a project decides for itself: the sections on the left, one of them open. */
class SettingsPage extends ViewElement {
  static properties = {
    loaded: { state: true },
    /** The section that does not come. */
    lost: { state: true },
  };

  #drawn = null;

  render() {
    if (!isAdmin()) return this.#refused();
    return html`<div class="page settings">
      <div class="page-head"><h1>Settings</h1></div>
      <div class="settings-columns">
        <nav class="sections" aria-label="Sections">${GROUPS.map((group) => this.#group(group))}</nav>
        ${this.#section()}
      </div>
    </div>`;
  }

  #open() {
    return SECTIONS.find(({ id }) => id === view.param('section')) ?? SECTIONS[0];
  }

  #group(group) {
    const open = this.#open();
    return html`<div role="group" aria-label=${group}>
      <h2 aria-hidden="true">${group}</h2>
      ${SECTIONS.filter((section) => section.group === group).map(
        (section) => html`<a href=${view.url({ page: 'settings', params: { section: section === SECTIONS[0] ? null : section.id } })} aria-current=${section === open ? 'true' : nothing}>${section.label}</a>`,
      )}
    </div>`;
  }

  #section() {
    const { id, load } = this.#open();
    if (this.lost === id) return html`<div class="message" role="alert"><p>${GONE}</p><button class="button" @click=${() => location.reload()}>Reload</button></div>`;
    if (this.loaded !== id) {
      load().then(
        () => (this.loaded = id),
        () => (this.lost = id),
      );
      return nothing;
    }
    const name = `footfall-settings-${id}`;
    if (this.#drawn?.localName !== name) this.#drawn = document.createElement(name);
    return this.#drawn;
  }

  #refused() {
    return html`<div class="page" data-panel="settings" data-state="ready">
      <div class="page-head"><h1>Settings are for those who may change them</h1></div>
      <p>What you are signed in with may read only. Sign in with a key of the project, or with a token whose scope is <b>admin</b>.</p>
      <p><a href=${view.url({ page: '' })}>Go to the overview</a></p>
    </div>`;
  }
}

await styleSheet('settings');
customElements.define('footfall-settings-page', SettingsPage);

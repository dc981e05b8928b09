import { html, LitElement } from 'lit';
import { icon } from './icon.js';

const THEMES = [
  ['system', 'System theme', 'screen'],
  ['light', 'Light theme', 'sun'],
  ['dark', 'Dark theme', 'moon'],
];

/** Light, dark, or what the system says; remembered by this browser. */
class ThemeSwitch extends LitElement {
  createRenderRoot() {
    return this;
  }

  get #now() {
    return localStorage.getItem('footfall-theme') ?? 'system';
  }

  render() {
    const at = Math.max(0, THEMES.findIndex(([name]) => name === this.#now));
    const [, label, drawing] = THEMES[at];
    return html`<button class="icon-button" title=${label} aria-label="${label}: change" @click=${() => this.#choose(THEMES[(at + 1) % THEMES.length][0])}>
      ${icon(drawing)}
    </button>`;
  }

  #choose(theme) {
    localStorage.setItem('footfall-theme', theme);
    dispatchEvent(new Event('footfall-theme-chosen'));
    this.requestUpdate();
  }
}

customElements.define('footfall-theme-switch', ThemeSwitch);

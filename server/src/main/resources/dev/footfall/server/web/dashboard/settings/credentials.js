import { html } from 'lit';
import { copy } from '../parts/toast.js';

/** A secret that was just made, shown this once. */
export const made = (what, secret, then, done) => html`<div class="block made" role="status">
  <p><b>${what} is shown this once.</b> ${then}</p>
  <div class="row">
    <input class="field mono" aria-label=${what} readonly spellcheck="false" .value=${secret} @focus=${(event) => event.target.select()}>
    <button class="button main" @click=${() => copy(secret, what)}>Copy</button>
    <button class="button" @click=${done}>Done</button>
  </div>
</div>`;

/** What breaks, said before it does. */
export const confirm = ({ label, breaks, busy, cancel, act }) => html`<div class="confirm" role="group" aria-label=${label}>
  <p>${breaks}</p>
  <div class="row">
    <button class="button danger" ?disabled=${busy} @click=${act}>Revoke</button>
    <button class="button" @click=${cancel}>Keep</button>
  </div>
</div>`;

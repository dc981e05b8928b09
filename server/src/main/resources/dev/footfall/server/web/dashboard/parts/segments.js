import { html } from 'lit';

/** A choice of a few: `choices` are [value, label]. */
export const segments = (label, choices, chosen, choose) => html`<div class="segments" role="group" aria-label=${label}>
  ${choices.map(([value, text]) => html`<button aria-pressed=${value === chosen} @click=${() => choose(value)}>${text}</button>`)}
</div>`;

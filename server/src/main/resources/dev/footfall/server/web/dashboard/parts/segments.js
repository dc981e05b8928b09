import { html } from 'lit';
import { view } from '../state/view.js';

/** A choice of a few: `choices` are [value, label]. */
export const segments = (label, choices, chosen, choose) => html`<div class="segments" role="group" aria-label=${label}>
  ${choices.map(([value, text]) => html`<button type="button" aria-pressed=${value === chosen} @click=${() => choose(value)}>${text}</button>`)}
</div>`;

/** The same for a parameter of the page, as `view.choice` reads it. */
export const choiceSegments = (label, name, choices) =>
  segments(label, choices, view.choice(name, choices), (value) =>
    view.change({ params: { [name]: value === choices[0][0] ? null : value } }, { replace: true }),
  );

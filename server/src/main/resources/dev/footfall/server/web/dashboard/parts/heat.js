import { html, nothing, svg } from 'lit';

const LEVELS = 5;

/** A row of cells, one for each number; the stronger the larger it is beside the row's largest. */
export function heat(numbers, label) {
  if (numbers.length === 0) return nothing;
  const most = Math.max(1, ...numbers);
  const level = (n) => (n > 0 ? Math.ceil(Math.sqrt(n / most) * LEVELS) : 0);
  return html`<svg class="heat" viewBox="0 0 ${numbers.length * 10} 10" preserveAspectRatio="none" role="img" aria-label=${label}>
    ${numbers.map((n, i) => svg`<rect class="level-${level(n)}" x=${i * 10} width="9" height="10"></rect>`)}
  </svg>`;
}

/** In words which time a page shows, and what it is compared with. */
import { range } from './format.js';
import { COMPARISONS } from '../state/periods.js';
import { view } from '../state/view.js';

export function rangeLine(data) {
  if (!data) return '';
  const { from, to, zone } = data.range;
  const compared = data.comparison
    ? `, compared with ${range(data.comparison.from, data.comparison.to, zone)}`
    : view.get('compare') === 'none' ? '' : ` (${COMPARISONS.find(([name]) => name === view.get('compare'))[1].toLowerCase()}: not for all time)`;
  return `${range(from, to, zone)} ${zone}${compared}`;
}

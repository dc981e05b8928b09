import { html } from 'lit';
import { overTime } from '../charts/over-time.js';
import { segments } from '../parts/segments.js';
import { ViewElement } from '../parts/view-element.js';
import { Panel } from '../query/panel.js';
import { metricLabel } from '../state/fields.js';
import { is } from '../state/filters.js';
import { view } from '../state/view.js';
import '../charts/chart.js';

const MEASURES = [['requests', 'Requests'], ['users', 'Users'], ['error_rate', 'Error rate'], ['p95', 'p95']];
const SPLITS = [['none', 'Total'], ['status_class', 'Status'], ['route', 'Route'], ['service', 'Service'], ['version', 'Version']];
const GROUPS = 7;

const usualSplit = (measure) => (measure === 'requests' ? 'status_class' : 'none');

/** Activity over time: what is measured, and by what it is split, is up to the reader. */
class Activity extends ViewElement {
  #draw = null;
  #drawn = '';

  /** The largest groups: so many as there are colours. */
  #top = new Panel(this, () => {
    const split = this.#split();
    if (split === 'none' || split === 'status_class') return null;
    return { metrics: ['requests'], dimensions: [split], limit: GROUPS, compare: undefined };
  });

  #measure() {
    const measure = view.param('measure', 'requests');
    return MEASURES.some(([name]) => name === measure) ? measure : 'requests';
  }

  #split() {
    const split = view.param('split', usualSplit(this.#measure()));
    return SPLITS.some(([name]) => name === split) ? split : usualSplit(this.#measure());
  }

  #ask = () => {
    const measure = this.#measure();
    const split = this.#split();
    const metrics = measure === 'p95' ? [measure, 'requests'] : [measure];
    if (split === 'none') return { metrics, dimensions: ['time'] };
    if (split === 'status_class') return { metrics, dimensions: ['time', split], compare: undefined };
    const { data, state } = this.#top;
    if (!data || state !== 'ready') return null;
    const values = data.rows.map(([value]) => value).filter((value) => value !== null);
    const only = values.length === 0 ? is(split, null) : { field: split, op: 'in', value: values };
    return { metrics, dimensions: ['time', split], compare: undefined, extra: [only] };
  };

  render() {
    const measure = this.#measure();
    const split = this.#split();
    const values = split === 'none' || split === 'status_class' ? undefined : this.#top.data?.rows.map(([value]) => value);
    const drawn = JSON.stringify([measure, split, values]);
    if (drawn !== this.#drawn) {
      this.#draw = overTime(measure, split === 'none' ? null : split, values);
      this.#drawn = drawn;
    }
    const more = values && this.#top.data?.truncated ? `, the ${GROUPS} largest` : '';
    return html`<footfall-chart name="activity" heading="${metricLabel(measure)} over time${more}" size="tall" group="time" .ask=${this.#ask} .draw=${this.#draw}
      .controls=${html`${segments('Measure', MEASURES, measure, (value) => this.#choose(value, split))}${segments('Split by', SPLITS, split, (value) => this.#choose(measure, value))}`}></footfall-chart>`;
  }

  #choose(measure, split) {
    const measured = measure === 'requests' ? null : measure;
    view.change({ params: { measure: measured, split: split === usualSplit(measure) ? null : split } }, { replace: true });
  }
}

customElements.define('footfall-activity', Activity);

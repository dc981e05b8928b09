import { html } from 'lit';
import { overTime } from '../charts/over-time.js';
import { segments } from '../parts/segments.js';
import { ViewElement } from '../parts/view-element.js';
import { column, Panel } from '../query/panel.js';
import { metricLabel } from '../state/fields.js';
import { is } from '../state/filters.js';
import { view } from '../state/view.js';
import '../charts/chart.js';

const MEASURES = [['requests', 'Requests'], ['users', 'Users'], ['error_rate', 'Error rate'], ['p95', 'p95']];
const SPLITS = [['none', 'Total'], ['status_class', 'Status'], ['route', 'Route'], ['service', 'Service'], ['version', 'Version']];
const PLURALS = { route: 'routes', service: 'services', version: 'versions' };
const GROUPS = 7;
const FAILED = [{ field: 'status', op: 'gte', value: 400 }];

/** All requests of a status fail, or none. */
const splitsOf = (measure) => SPLITS.filter(([name]) => measure !== 'error_rate' || name !== 'status_class');
const usualSplit = (measure) => (measure === 'requests' ? 'status_class' : 'none');

/** Activity over time: what is measured, and by what it is split, is up to the reader. */
class Activity extends ViewElement {
  #draw = null;
  #drawn = '';

  /** The groups with the most of what is measured: so many as there are colours. Of error rates, with the most failed requests. */
  #most = new Panel(this, () => {
    if (!this.#ranks()) return null;
    const measure = this.#measure();
    return { ...this.#groups(measure === 'users' ? 'users' : 'requests'), extra: measure === 'error_rate' ? FAILED : [] };
  });

  /** Where none failed, those with the most requests. */
  #busiest = new Panel(this, () => (this.#ranks() && this.#measure() === 'error_rate' && this.#most.state === 'empty' ? this.#groups('requests') : null));

  #groups(metric) {
    return { metrics: [metric], dimensions: [this.#split()], limit: GROUPS, compare: undefined };
  }

  /** Whether there may be more groups than can be drawn. */
  #ranks() {
    return !['none', 'status_class'].includes(this.#split());
  }

  /** The groups that are drawn; null while they are not known. */
  #top() {
    const panel = this.#busiest.state === 'idle' ? this.#most : this.#busiest;
    return this.#ranks() && panel.state === 'ready' && !panel.stale && column(panel.data, this.#split()) === 0 ? panel : null;
  }

  #measure() {
    const measure = view.param('measure', 'requests');
    return MEASURES.some(([name]) => name === measure) ? measure : 'requests';
  }

  #split() {
    const measure = this.#measure();
    const split = view.param('split', usualSplit(measure));
    return splitsOf(measure).some(([name]) => name === split) ? split : usualSplit(measure);
  }

  #ask = () => {
    const measure = this.#measure();
    const split = this.#split();
    const metrics = measure === 'p95' ? [measure, 'requests'] : [measure];
    if (split === 'none') return { metrics, dimensions: ['time'] };
    if (split === 'status_class') return { metrics, dimensions: ['time', split], compare: undefined };
    const top = this.#top();
    if (!top) return null;
    const values = top.data.rows.map(([value]) => value).filter((value) => value !== null);
    const only = values.length === 0 ? is(split, null) : { field: split, op: 'in', value: values };
    return { metrics, dimensions: ['time', split], compare: undefined, extra: [only] };
  };

  render() {
    const measure = this.#measure();
    const split = this.#split();
    const top = this.#top();
    const values = top?.data.rows.map(([value]) => value);
    const drawn = JSON.stringify([measure, split, values]);
    if (drawn !== this.#drawn) {
      this.#draw = overTime(measure, split === 'none' ? null : split, values);
      this.#drawn = drawn;
    }
    return html`<footfall-chart name="activity" heading="${metricLabel(measure)} over time${this.#which(top)}" size="tall" group="time" .ask=${this.#ask} .draw=${this.#draw}
      .controls=${html`${segments('Measure', MEASURES, measure, (value) => this.#choose(value, split))}${segments('Split by', splitsOf(measure), split, (value) => this.#choose(measure, value))}`}></footfall-chart>`;
  }

  /** Which groups are drawn, where not all are. */
  #which(top) {
    if (!top) return '';
    const failed = top === this.#most && this.#measure() === 'error_rate';
    const plural = PLURALS[this.#split()];
    if (!top.data.truncated) return failed ? `, ${plural} with failed requests` : '';
    return `, the ${GROUPS} ${plural} with the most ${failed ? 'failed requests' : this.#measure() === 'users' ? 'users' : 'requests'}`;
  }

  #choose(measure, chosen) {
    const split = splitsOf(measure).some(([name]) => name === chosen) ? chosen : usualSplit(measure);
    const measured = measure === 'requests' ? null : measure;
    view.change({ params: { measure: measured, split: split === usualSplit(measure) ? null : split } }, { replace: true });
  }
}

customElements.define('footfall-activity', Activity);

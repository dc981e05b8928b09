import { html, nothing, svg } from 'lit';
import { PanelElement } from '../parts/panel-element.js';
import { has } from '../state/filters.js';
import { selectMark, showMark, view } from '../state/view.js';
import { brush } from './brush.js';
import { paperWidth } from './paper.js';
import { nearest, step } from './places.js';
import { echarts, idle, still } from './theme.js';

/**
 * A panel with a chart. `draw(data, width)` gives
 * - `option`: what ECharts draws
 * - `marks`: [{ text, selection }], one for each place on the axis
 * - `places`: where each mark stands, [column, row], when they are not one to a column; `columns` are then the
 *   selections of all columns
 * - `summary`: the figure in words
 * - `legend`: [{ label, colour, filter }], optional
 * - `note`: what is said below it, optional
 * or else `nothing`: why there is nothing to draw
 */
class Chart extends PanelElement {
  static properties = {
    draw: { attribute: false },
    size: {},
    group: {},
    /** What is done with a range of marks, from the first selection to the last; without it the time is zoomed. */
    range: { attribute: false },
    at: { state: true },
  };

  #chart = null;
  /** What `draw` gave, and of what; null where it is to be made anew. */
  #drawing = null;
  /** What the canvas shows: an option and a selection. */
  #drawn = null;
  #shaded = null;
  #marks = [];
  #option = null;
  #note = '';
  #answered = null;
  #places = null;
  #columns = [];
  #library = null;
  #width = 0;
  #begun = null;
  #printing = false;
  #resize = new ResizeObserver(() => this.#resized());
  #repaint = () => {
    this.#drawing = null;
    this.requestUpdate();
  };

  connectedCallback() {
    super.connectedCallback();
    this.#drawing = this.#drawn = null;
    addEventListener('footfall-theme', this.#repaint);
    addEventListener('beforeprint', this.#toPaper);
    addEventListener('afterprint', this.#fromPaper);
    if (!this.#library) {
      idle()
        .then(echarts)
        .then((library) => {
          this.#library = library;
          this.requestUpdate();
        });
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('footfall-theme', this.#repaint);
    removeEventListener('beforeprint', this.#toPaper);
    removeEventListener('afterprint', this.#fromPaper);
    this.#dispose();
  }

  skeleton() {
    return html`<div class="skeleton block chart-${this.size}" aria-hidden="true"><i></i></div>`;
  }

  figure() {
    // While another question is under way the answer is still that to the former.
    if (!this.panel.stale) this.#answered = this.draw;
    const { marks = [], summary, legend, option, places, columns, note, nothing: why } = this.#made([this.#answered ?? this.draw, this.panel.data, this.#width || 800]);
    this.#marks = marks;
    this.#places = places ?? null;
    this.#columns = columns ?? marks.map(({ selection }) => selection);
    this.#option = option;
    this.#note = note ?? '';
    if (why) return html`<div class="message"><p>${why}</p></div>`;
    return html`${legend ? this.#legend(legend) : nothing}
      <p class="out-of-sight" id="${this.name}-summary">${summary}</p>
      <div class="chart chart-${this.size}" tabindex="0" role="group" aria-roledescription="chart" aria-label=${this.heading} aria-describedby="${this.name}-summary"
        @keydown=${this.#key} @focusout=${() => this.#point(null)}>
        <div class="canvas" aria-hidden="true"></div>
      </div>
      <p class="out-of-sight" aria-live="polite">${this.#said()}</p>`;
  }

  #made(of) {
    if (!this.#drawing?.of.every((each, i) => each === of[i])) {
      const [draw, ...answer] = of;
      this.#drawing = { of, made: draw(...answer) };
    }
    return this.#drawing.made;
  }

  note() {
    return [this.asTable ? '' : this.#note, super.note()].filter(Boolean).join(' ');
  }

  /** The column that a mark stands in. */
  #column(at) {
    return this.#places ? (this.#places[at]?.[0] ?? 0) : at;
  }

  #said() {
    if (this.at === null || this.at === undefined) return '';
    const text = this.#marks[this.at]?.text;
    return this.#begun === null ? text : `${Math.abs(this.#column(this.at) - this.#begun) + 1} chosen, up to ${text}`;
  }

  #legend(legend) {
    const swatch = (colour) => html`<svg viewBox="0 0 10 10" aria-hidden="true">${svg`<rect width="10" height="10" rx="2" fill=${colour}></rect>`}</svg>`;
    return html`<div class="legend">
      ${legend.map(({ label, colour, filter }) => (filter
        ? html`<button aria-pressed=${has(view.get('filters'), filter)} @click=${() => selectMark([filter])} title=${label}>${swatch(colour)}<em>${label}</em></button>`
        : html`<span>${swatch(colour)}<em>${label}</em></span>`))}
    </div>`;
  }

  updated() {
    const canvas = this.querySelector('.canvas');
    if (this.#chart && this.#chart.getDom() !== canvas) this.#dispose();
    if (!canvas || !this.#library) return;
    if (!this.#chart) {
      this.#begin(canvas);
      return;
    }
    const selection = view.get('selection');
    if (this.#drawn === this.#option && this.#shaded === selection) return;
    if (this.#drawn !== this.#option) this.#chart.setOption({ animation: false, ...this.#option }, { notMerge: true });
    this.#drawn = this.#option;
    this.#shaded = selection;
    if (this.#printing) this.#chart.getZr().flush();
    this.#shade('selected', this.#selected());
  }

  /** The first and the last mark of what the context panel tells about; null where none is here. */
  #selected() {
    const selection = view.get('selection');
    if (!selection || this.#places) return null;
    const { filters, from, to } = selection;
    const chosen = ({ selection: mark }) =>
      mark.from ? from && mark.from >= from && mark.to <= to : mark.filters.length === filters.length && mark.filters.every((filter) => has(filters, filter));
    const first = this.#marks.findIndex(chosen);
    return first < 0 ? null : [first, this.#marks.findLastIndex(chosen)];
  }

  #begin(canvas) {
    this.#chart = this.#library.init(canvas, null, { renderer: 'canvas' });
    if (this.group) {
      this.#chart.group = this.group;
      this.#library.connect(this.group);
    }
    this.#resize.observe(canvas);
    let from = null;
    const zr = this.#chart.getZr();
    zr.on('mousedown', (event) => (from = event.offsetX));
    zr.on('click', (event) => {
      if (from !== null && Math.abs(event.offsetX - from) < 6) this.#select(this.#indexAt(event.offsetX, event.offsetY));
    });
    brush(this.#chart, canvas.parentElement, () => this.#columns.length, (a, b) => this.#zoom(a, b));
    this.#width = canvas.clientWidth;
    this.requestUpdate();
  }

  #dispose() {
    this.#resize.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
    this.#drawn = null;
  }

  #resized() {
    const canvas = this.querySelector('.canvas');
    if (!this.#chart || !canvas || canvas.clientWidth === 0) return;
    this.#fit({ animation: still() ? undefined : { duration: 0 } });
    if (canvas.clientWidth !== this.#width) {
      this.#width = canvas.clientWidth;
      this.requestUpdate();
    }
  }

  /** The browser prints what is there when this returns: what is drawn for a screen is too wide, and small on paper. */
  #toPaper = () => {
    const canvas = this.querySelector('.canvas');
    if (!this.#chart || !canvas) return;
    this.#printing = true;
    this.#width = paperWidth(canvas);
    this.#fit({ width: this.#width, animation: { duration: 0 } });
    this.#repaint();
    this.performUpdate();
  };

  #fromPaper = () => {
    if (!this.#printing) return;
    this.#printing = false;
    this.#width = 0;
    if (this.#chart) this.#fit({ width: 'auto', animation: { duration: 0 } });
    this.#resized();
  };

  /** Of a chart that changes its size ECharts shows the tip again a little later: by then it may be drawn anew, without one. */
  #fit(size) {
    this.#chart.dispatchAction({ type: 'hideTip' });
    this.#chart.resize(size);
  }

  #indexAt(x, y) {
    if (this.#places) return nearest(this.#chart, this.#places, x, y);
    const at = Math.round(this.#chart.convertFromPixel({ xAxisIndex: 0 }, x));
    return at >= 0 && at < this.#marks.length ? at : null;
  }

  #select(at) {
    const selection = this.#marks[at]?.selection;
    if (!selection) return;
    const now = JSON.stringify(view.get('selection'));
    showMark(now === JSON.stringify(selection) ? null : selection);
  }

  #zoom(a, b) {
    const [first, last] = [this.#columns[a], this.#columns[b]];
    if (this.range && first && last) this.range(first, last);
    else if (first?.from && last?.to) view.change({ period: 'custom', from: first.from, to: last.to });
  }

  #point(at) {
    this.at = at;
    if (at === null) this.#begun = null;
    this.#shade('keys', this.#begun === null ? null : this.#chosen());
    if (!this.#chart) return;
    if (at === null) this.#chart.dispatchAction({ type: 'hideTip' });
    else this.#chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at });
  }

  /** The first and the last column that the keys have chosen. */
  #chosen() {
    return [this.#begun, this.#column(this.at)].sort((one, other) => one - other);
  }

  /** Shades the columns from the first to the last; none where there is no range. */
  #shade(name, range) {
    this.querySelector(`.brush.${name}`)?.remove();
    if (!range || !this.#chart) return;
    const [left, next] = range.map((i) => this.#chart.convertToPixel({ xAxisIndex: 0 }, i));
    const half = this.#columns.length > 1 ? (this.#chart.convertToPixel({ xAxisIndex: 0 }, 1) - this.#chart.convertToPixel({ xAxisIndex: 0 }, 0)) / 2 : 8;
    const shade = document.createElement('div');
    shade.className = `brush ${name}`;
    shade.style.left = `${left - half}px`;
    shade.style.width = `${next - left + 2 * half}px`;
    this.querySelector('.chart').append(shade);
  }

  /** With Shift a range begins at the mark that is left. */
  #go(event, to) {
    this.#begun = event.shiftKey ? (this.#begun ?? this.#column(this.at ?? to)) : null;
    this.#point(to);
  }

  #key = (event) => {
    if (this.#places && event.key.startsWith('Arrow')) {
      this.#go(event, step(this.#places, this.at ?? null, event.key));
      event.preventDefault();
      return;
    }
    const last = this.#marks.length - 1;
    const at = this.at ?? -1;
    const to = { ArrowRight: Math.min(last, at + 1), ArrowLeft: at < 0 ? last : Math.max(0, at - 1), Home: 0, End: last }[event.key];
    if (to !== undefined) {
      this.#go(event, to);
    } else if (event.key === 'Enter' && this.#begun !== null) {
      const [a, b] = this.#chosen();
      this.#point(null);
      this.#zoom(a, b);
    } else if (event.key === 'Enter' && this.at !== null && this.at !== undefined) this.#select(this.at);
    else return;
    event.preventDefault();
  };
}

customElements.define('footfall-chart', Chart);

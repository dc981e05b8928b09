import { html, nothing } from 'lit';
import { ViewElement } from './view-element.js';
import { arrows } from './arrows.js';
import { Popup } from './popup.js';
import { icon } from './icon.js';
import { range } from './format.js';
import { BROWSER_ZONE, instant, isZone, localTime, moment, periodLabel, PERIODS } from '../state/periods.js';
import { view } from '../state/view.js';

/** Which period is shown, and in which zone its hours and days are counted. */
class PeriodMenu extends ViewElement {
  static properties = { problem: { state: true } };

  #popup = new Popup(this, 'period');

  open() {
    this.#popup.open();
  }

  render() {
    const period = view.get('period');
    const label = period === 'custom' ? range(moment(view.get('from'), view.zone), moment(view.get('to'), view.zone), view.zone) : periodLabel(period);
    return html`<div class="popup-root period">
      <button class="button" aria-haspopup="dialog" aria-expanded=${this.#popup.isOpen} @click=${this.#popup.toggle}>
        ${icon('clock')}<span class="out-of-sight">Period:</span>${label}${icon('down')}
      </button>
      ${this.#popup.isOpen ? this.#menu(period) : nothing}
    </div>`;
  }

  #menu(period) {
    const question = view.query({});
    const local = (time, usual) => localTime(time ? moment(time, view.zone) : usual, view.zone).slice(0, 16);
    return html`<div class="popup" role="dialog" aria-label="Period">
      <div role="radiogroup" aria-label="Period" @keydown=${arrows('.choice')}>
        ${PERIODS.map(
          ([name, text]) => html`<button class="choice" role="radio" aria-checked=${name === period} @click=${() => this.#choose(name)}>
            ${text}<span class="end">${name === period ? icon('check') : nothing}</span>
          </button>`,
        )}
      </div>
      <div class="line"></div>
      <form class="form" @submit=${this.#custom}>
        <div class="two">
          <label>From<input class="field" type="datetime-local" name="from" required .value=${local(question.from, Date.now() - 864e5)}></label>
          <label>To<input class="field" type="datetime-local" name="to" required .value=${local(question.to, Date.now())}></label>
        </div>
        <label>Time zone
          <input class="field" name="zone" list="zones" autocomplete="off" placeholder=${BROWSER_ZONE} .value=${view.get('zone')}>
          <datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>
        </label>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <div class="row">
          <button class="button" type="button" @click=${this.#zone}>Only set the zone</button>
          <button class="button main">Show</button>
        </div>
      </form>
    </div>`;
  }

  #choose(period) {
    view.change({ period, from: '', to: '' });
    this.#popup.close();
  }

  #readZone(form) {
    const zone = form.elements.zone.value.trim();
    if (zone !== '' && !isZone(zone)) {
      this.problem = `“${zone}” is not a time zone, such as Europe/Paris.`;
      return null;
    }
    this.problem = '';
    return zone === BROWSER_ZONE ? '' : zone;
  }

  #zone = (event) => {
    const zone = this.#readZone(event.target.form);
    if (zone === null) return;
    view.change({ zone });
    this.#popup.close();
  };

  #custom = (event) => {
    event.preventDefault();
    const zone = this.#readZone(event.target);
    if (zone === null) return;
    const { from, to } = event.target.elements;
    const [begin, end] = [from, to].map((field) => instant(field.value, zone || BROWSER_ZONE));
    if (begin >= end) {
      this.problem = 'The end must be after the beginning.';
      return;
    }
    view.change({ period: 'custom', from: begin, to: end, zone });
    this.#popup.close();
  };
}

customElements.define('footfall-period-menu', PeriodMenu);

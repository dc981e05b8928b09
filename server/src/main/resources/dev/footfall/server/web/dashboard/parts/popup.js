import { later } from './later.js';

/** Opens and closes what drops down from a button: Escape and a click elsewhere close it; the focus goes back to the button. */
export class Popup {
  #host;
  #outside = (event) => {
    if (!event.composedPath().includes(this.#root())) this.close();
  };
  #escape = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
    this.#button?.focus();
  };
  #name;
  #load;
  isOpen = false;

  /**
   * `name` tells the popups of one component apart: the class of the element around button and popup; `load` gets what
   * is in it, when it is opened.
   */
  constructor(host, name, load = null) {
    this.#host = host;
    this.#name = name;
    this.#load = load;
    host.addController(this);
  }

  #root() {
    return this.#host.querySelector(`.popup-root.${this.#name}`);
  }

  get #button() {
    return this.#root()?.querySelector('button');
  }

  hostDisconnected() {
    this.close();
  }

  toggle = () => (this.isOpen ? this.close() : this.open());

  async open() {
    if (this.#load && !(await later(this.#load))) return;
    this.isOpen = true;
    document.addEventListener('pointerdown', this.#outside);
    document.addEventListener('keydown', this.#escape, true);
    this.#host.requestUpdate();
    this.#host.updateComplete.then(() => {
      const root = this.#root();
      const first = ['[data-first]', '[aria-checked="true"][role="radio"]', 'button, input, select'];
      first.map((each) => root?.querySelector(`.popup :is(${each})`)).find((each) => each)?.focus();
    });
  }

  close() {
    if (!this.isOpen) return;
    this.isOpen = false;
    document.removeEventListener('pointerdown', this.#outside);
    document.removeEventListener('keydown', this.#escape, true);
    if (this.#root()?.querySelector('.popup')?.contains(document.activeElement)) this.#button.focus({ preventScroll: true });
    this.#host.requestUpdate();
  }
}

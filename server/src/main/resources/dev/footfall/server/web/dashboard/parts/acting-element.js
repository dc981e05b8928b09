import { ViewElement } from './view-element.js';

/** A component that changes something: one thing at a time, and what went wrong with the last is its `problem`. */
export class ActingElement extends ViewElement {
  static properties = {
    problem: { state: true },
    busy: { state: true },
  };

  /** Whether it was done. */
  async attempt(act) {
    if (this.busy) return false;
    const focused = document.activeElement;
    this.busy = true;
    this.problem = '';
    try {
      await act();
      return true;
    } catch (failure) {
      this.problem = failure.message;
      return false;
    } finally {
      this.busy = false;
      await this.updateComplete;
      // a button that waited for it could not have it
      if (document.activeElement === document.body && this.contains(focused)) focused.focus();
    }
  }
}

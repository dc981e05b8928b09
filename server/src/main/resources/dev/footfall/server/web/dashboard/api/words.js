import { html } from 'lit';

/** A description, in which names stand between backticks. */
export const words = (text) => text.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`));

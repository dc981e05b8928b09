import { html } from 'lit';

/** What went wrong with a question, and another try. */
export const failed = (panel) => html`<div class="message" role="alert">
  <p><b>This could not be answered.</b> ${panel.error.message}</p>
  <button class="button" @click=${() => panel.retry()}>Retry</button>
</div>`;

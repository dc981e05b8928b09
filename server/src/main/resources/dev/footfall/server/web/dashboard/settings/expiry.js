import { html } from 'lit';

const DAY_MS = 86_400_000;
const CHOICES = [['', 'Never'], ['1', 'In a day'], ['7', 'In 7 days'], ['30', 'In 30 days'], ['90', 'In 90 days'], ['365', 'In a year']];

export const expiryField = () => html`<label>Expires
  <select class="field" name="expiry">${CHOICES.map(([days, text]) => html`<option value=${days} ?selected=${days === '90'}>${text}</option>`)}</select>
</label>`;

/** What was chosen, as the call takes it; nothing where it never expires. */
export const expiresAt = (days) => (days ? { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() } : {});

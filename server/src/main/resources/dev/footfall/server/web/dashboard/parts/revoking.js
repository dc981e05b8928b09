import { html, nothing } from 'lit';
import { say } from './toast.js';

/**
 * What revokes one of a list: a button, and once it was pressed what breaks, said before it does. The component has
 * `asked`, the id of the one that it is asked about, and `busy`; `revoke` says whether it was done. The focus goes to what
 * is asked, back to the button, and from one that is gone to the next, or else to the list's heading, which is marked
 * `data-revocable`.
 */
export function revoking(host, { id, name, breaks, revoke }) {
  const ask = async (next) => {
    host.asked = next;
    await host.updateComplete;
    host.querySelector(next === null ? `[data-revoke="${id}"]` : '.confirm')?.focus();
  };
  const act = async () => {
    const buttons = () => [...host.querySelectorAll('[data-revoke]')];
    const at = buttons().findIndex((each) => each.dataset.revoke === String(id));
    if (!(await revoke())) return;
    say(`${name} is revoked.`);
    host.asked = null;
    await host.updateComplete;
    const left = buttons();
    (left[at] ?? left.at(-1) ?? host.querySelector('[data-revocable]'))?.focus();
  };
  const escape = (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    ask(null);
  };
  const asked = host.asked === id;
  return html`<button class="button small end" data-revoke=${id} aria-label="Revoke ${name}" aria-expanded=${asked} @click=${() => ask(asked ? null : id)}>Revoke…</button>
    ${asked
      ? html`<div class="confirm" role="group" tabindex="-1" aria-label="Revoke ${name}?" aria-describedby="breaks" @keydown=${escape}>
          <p id="breaks">${breaks}</p>
          <div class="row">
            <button class="button danger" ?disabled=${host.busy} @click=${act}>Revoke</button>
            <button class="button" @click=${() => ask(null)}>Keep</button>
          </div>
        </div>`
      : nothing}`;
}

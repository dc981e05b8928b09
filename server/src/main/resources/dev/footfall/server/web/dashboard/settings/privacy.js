import { html } from 'lit';
import { say } from '../parts/toast.js';
import { call } from '../query/api.js';
import { changeProject } from '../state/caller.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

/** Who sees addresses, and the way to forget somebody. */
class PrivacySection extends Section {
  heading = 'Privacy';

  about() {
    return 'Who sees the addresses that requests came from.';
  }

  async read() {
    return (await call('/api/v1/settings')).mask_addresses;
  }

  body() {
    const masks = this.data;
    return html`<div class="block">
        <div class="row">
          <button class="switch" role="switch" aria-checked=${masks} aria-describedby="mask-about" ?disabled=${this.busy} @click=${() => this.#mask(!masks)}><i aria-hidden="true"></i>Mask addresses</button>
        </div>
        <p id="mask-about" class="quiet">Whoever reads, with a key, a token or a share link, then sees the network that an address is in, and can ask for networks alone. What is stored stays as it is, so
          it can be switched off again, and users are counted by whole addresses.</p>
        <table class="example">
          <caption class="out-of-sight">Addresses, and how they are shown</caption>
          <thead><tr><th scope="col">An address</th><th scope="col">is shown as</th></tr></thead>
          <tbody>
            ${[['203.0.113.77', '203.0.113.0/24'], ['2001:db8:77:1::beef', '2001:db8:77::/48']].map(
              ([whole, masked]) => html`<tr><td class="mono">${whole}</td><td class="mono"><b>${masks ? masked : whole}</b></td></tr>`,
            )}
          </tbody>
        </table>
        <p class="quiet small">Share links mask them in any case. To keep addresses from being stored at all, let the applications send less: a privacy level of 1 keeps the country alone, of 2 nothing.</p>
      </div>
      <div class="block">
        <h3>Somebody asks for their data, or to be forgotten</h3>
        <p>All that is known of a user, by id or by address, can be read, and deleted.</p>
        <div class="row"><a class="button" href=${view.url({ page: 'settings', params: { section: 'forget' } })}>To one user’s data</a></div>
      </div>`;
  }

  #mask(masks) {
    return this.change(async () => {
      const { mask_addresses } = await call('/api/v1/settings', { method: 'PATCH', body: { mask_addresses: masks } });
      changeProject({ mask_addresses });
      view.refresh();
      say(masks ? 'Addresses are masked.' : 'Addresses are shown.');
    });
  }
}

customElements.define('footfall-settings-privacy', PrivacySection);

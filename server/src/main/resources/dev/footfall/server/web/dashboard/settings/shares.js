import { html, nothing } from 'lit';
import { dateTime } from '../parts/format.js';
import { icon } from '../parts/icon.js';
import { sharedPeriod } from '../parts/shared-period.js';
import { call } from '../query/api.js';
import { sentence } from '../state/filters.js';
import { view } from '../state/view.js';
import { confirm } from './credentials.js';
import { Section } from './section.js';

/** The links that show the dashboard to whoever has them. They are made where one sees what they show. */
class SharesSection extends Section {
  static properties = { asked: { state: true } };

  heading = 'Share links';

  about() {
    return 'Whoever has a share link sees the dashboard without a key: read-only, behind its filters, with addresses masked, until it expires.';
  }

  async read() {
    return (await call('/api/v1/shares')).data.reverse();
  }

  body() {
    const now = Date.now();
    const live = this.data.filter((share) => !share.revoked_at && Date.parse(share.expires_at) > now);
    const over = this.data.filter((share) => !live.includes(share));
    return html`
      <div class="block">
        <h3>Make one</h3>
        <p>A link shows what the dashboard shows when it is made: choose the filters and the period there, then press ${icon('share')} <b>Share this view</b>.</p>
        <div class="row"><a class="button" href=${view.url({ page: '' })}>${icon('overview')}To the overview</a></div>
      </div>
      <div class="block">
        <h3>Links that open</h3>
        ${live.length === 0 ? html`<p class="quiet">There is none.</p>` : html`<ul class="credentials">${live.map((share) => this.#item(share))}</ul>`}
      </div>
      ${over.length > 0
        ? html`<details class="block">
            <summary>Revoked or expired (${over.length})</summary>
            <ul class="credentials">${over.map(
              ({ name, revoked_at: revoked, expires_at: until }) => html`<li><span class="name">${name}</span>
                <span class="quiet small">${revoked ? `Revoked ${dateTime(revoked, view.zone)}` : `Expired ${dateTime(until, view.zone)}`}</span></li>`,
            )}</ul>
          </details>`
        : nothing}`;
  }

  #item(share) {
    const { id, name, filters, created_at: since, expires_at: until } = share;
    return html`<li data-share=${id}>
      <span class="name">${name}</span>
      <span class="quiet small">${filters.length > 0 ? html`Only where <b>${filters.map(sentence).join(' and ')}</b>` : 'No filter'}
        · ${sharedPeriod(share)} · made ${dateTime(since, view.zone)} · until ${dateTime(until, view.zone)}</span>
      <button class="button small end" aria-label="Revoke ${name}" aria-expanded=${this.asked === id} @click=${() => (this.asked = id)}>Revoke…</button>
      ${this.asked === id
        ? confirm({
            label: `Revoke ${name}?`,
            breaks: 'From then on it opens nothing, and whoever looks through it is signed out. There is no way back.',
            busy: this.busy,
            cancel: () => (this.asked = null),
            act: () => this.#revoke(share),
          })
        : nothing}
    </li>`;
  }

  async #revoke({ id }) {
    if (await this.change(() => call(`/api/v1/shares/${id}`, { method: 'DELETE' }))) this.asked = null;
  }
}

customElements.define('footfall-settings-shares', SharesSection);

import { html } from 'lit';
import { icon } from '../parts/icon.js';
import { toldLink } from '../parts/shared.js';
import { view } from '../state/view.js';
import { Credentials } from './credentials.js';

/** The links that show the dashboard to whoever has them. They are made where one sees what they show. */
class SharesSection extends Credentials {
  heading = 'Share links';
  path = '/api/v1/shares';
  opens = 'Links that open';
  ended = 'Revoked or expired';

  about() {
    return 'Whoever has a share link sees the dashboard without a key: read-only, behind its filters, with addresses masked, until it expires.';
  }

  async read() {
    return (await super.read()).reverse();
  }

  told(share) {
    return toldLink(share);
  }

  form() {
    return html`<div class="block">
      <h3>Make one</h3>
      <p>A link shows what the dashboard shows when it is made: choose the filters and the period there, then press ${icon('share')} <b>Share this view</b>.</p>
      <div class="row"><a class="button" href=${view.url({ page: '' })}>${icon('overview')}To the overview</a></div>
    </div>`;
  }
}

customElements.define('footfall-settings-shares', SharesSection);

import { html, nothing } from 'lit';
import { ago, count, dateTime, exactTime } from '../parts/format.js';
import { call } from '../query/api.js';
import { sentence } from '../state/filters.js';
import { view } from '../state/view.js';
import { Section } from './section.js';

const PAGE = 50;

const ACTIONS = {
  'project.create': 'Project made',
  'key.create': 'Key made',
  'key.revoke': 'Key revoked',
  'key.renew': 'Key renewed',
  'token.create': 'Token made',
  'token.revoke': 'Token revoked',
  'share.create': 'Share link made',
  'share.revoke': 'Share link revoked',
  'view.create': 'View saved',
  'view.delete': 'View deleted',
  'records.import': 'File imported',
  'records.delete': 'Records deleted',
  'account.delete': 'Key and its records deleted',
  'user-data.delete': 'A user’s records deleted',
  'settings.change': 'Settings changed',
  'retention.delete': 'Records deleted, as retention says',
};

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A value of an entry as a person reads it. */
function written(name, value) {
  if (value === null || value === undefined) return '–';
  if (name === 'filters') {
    const filters = typeof value === 'string' ? JSON.parse(value) : value;
    return filters.map(sentence).join(' and ') || 'none';
  }
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return count(value);
  if (typeof value === 'string') return TIME.test(value) ? dateTime(value, view.zone) : value;
  return JSON.stringify(value);
}

/** What differs between before and after: [name, before, after]. */
function differences({ before, after }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const same = (name) => before && after && JSON.stringify(before[name]) === JSON.stringify(after[name]);
  return names.map((name) => [name, before?.[name], after?.[name], same(name)]);
}

/** Who changed what, the newest first. */
class AuditSection extends Section {
  heading = 'Audit log';

  about() {
    return 'Who changed what in this project, the newest first. An entry is stored with its change, and nobody can change it.';
  }

  read() {
    return call(`/api/v1/logs/audit?limit=${PAGE}`);
  }

  async #older() {
    await this.attempt(async () => {
      const { data, has_more } = await call(`/api/v1/logs/audit?limit=${PAGE}&ending_before=${this.data.data.at(-1).id}`);
      this.data = { data: [...this.data.data, ...data], has_more };
    });
    this.querySelector('.end-of-list')?.focus();
  }

  body() {
    const { data, has_more: more } = this.data;
    return html`<div class="block">
      <ul class="audit">${data.map((change) => this.#entry(change))}</ul>
      ${more ? html`<div class="row"><button class="button" ?disabled=${this.busy} @click=${() => this.#older()}>Show older</button></div>` : html`<p class="quiet small end-of-list" tabindex="-1">That is all.</p>`}
    </div>`;
  }

  #entry(change) {
    const { id, at, actor, action, object } = change;
    return html`<li data-change=${id}>
      <time datetime=${at} title="${exactTime(at, view.zone)}, ${ago(at)}">${dateTime(at, view.zone)}</time>
      <span class="what"><b title=${action}>${ACTIONS[action] ?? action}</b> <span class="quiet">${object}</span></span>
      <span class="quiet small by">${actor}</span>
      ${this.#details(change)}
    </li>`;
  }

  #details(change) {
    const lines = differences(change);
    if (lines.length === 0) return nothing;
    return html`<dl class="details">${lines.map(([name, before, after, same]) => this.#line(change, name, before, after, same))}</dl>`;
  }

  #line(change, name, before, after, same) {
    const label = name.replaceAll('_', ' ');
    if (same || !change.before || before === undefined) return html`<div><dt>${label}</dt><dd>${written(name, after)}</dd></div>`;
    if (!change.after) return html`<div><dt>${label}</dt><dd>${written(name, before)}</dd></div>`;
    return html`<div><dt>${label}</dt><dd><del>${written(name, before)}</del> <span aria-hidden="true">→</span> <ins>${written(name, after)}</ins></dd></div>`;
  }
}

customElements.define('footfall-settings-audit', AuditSection);

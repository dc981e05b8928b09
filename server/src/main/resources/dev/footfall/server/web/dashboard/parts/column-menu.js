import { html, nothing } from 'lit';
import { icon } from './icon.js';
import { chosenColumns, COLUMNS, columnsText } from '../state/columns.js';
import { view } from '../state/view.js';

const GROUPS = ['Request', 'Caller', 'Application', 'Record'];

function toggle(name, on) {
  const names = chosenColumns(view.param('columns')).map((column) => column.name);
  const next = on ? [...names, name] : names.filter((each) => each !== name);
  if (next.length > 0) view.change({ params: { columns: columnsText(next) } }, { replace: true });
}

/** Which columns the table and its exports have. */
export function columnMenu(popup) {
  const chosen = chosenColumns(view.param('columns'));
  const box = (column) => html`<label class="check"><input type="checkbox" name=${column.name} .checked=${chosen.includes(column)} ?disabled=${chosen.length === 1 && chosen[0] === column}
    @change=${(event) => toggle(column.name, event.target.checked)}>${column.label}</label>`;
  return html`<div class="popup-root column-choice">
    <button class="button small" aria-haspopup="dialog" aria-expanded=${popup.isOpen} @click=${popup.toggle}>${icon('table')}Columns</button>
    ${popup.isOpen
      ? html`<div class="popup right" role="dialog" aria-label="Columns">
          <div class="column-groups">
            ${GROUPS.map((group) => html`<fieldset><legend>${group}</legend>${COLUMNS.filter((column) => column.group === group).map(box)}</fieldset>`)}
          </div>
          <div class="form"><div class="row">
            <button class="button small" ?disabled=${!view.param('columns')} @click=${() => view.change({ params: { columns: null } }, { replace: true })}>As usual</button>
          </div></div>
        </div>`
      : nothing}
  </div>`;
}

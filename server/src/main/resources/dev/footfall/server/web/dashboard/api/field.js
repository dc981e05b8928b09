import { html, nothing } from 'lit';
import { words } from './words.js';

const KINDS = { integer: 'number', json: 'JSON', list: 'names, with commas between', text: '', choice: '' };
const PLACES = { path: 'in the path', query: '', header: 'header' };

/** A parameter of a call as a field of the form; empty it is left out. */
export function fieldOf(parameter, text, changed) {
  const { name, required, about, kind, least, most, place } = parameter;
  const bounds = least !== undefined && most !== undefined ? `${least} to ${most}` : least !== undefined ? `from ${least}` : '';
  const facts = [KINDS[kind], bounds, PLACES[place], required ? 'needed' : ''].filter(Boolean).join(', ');
  const id = `call-${name}`;
  return html`<div class="api-field">
    <label for=${id}><code>${name}</code>${facts ? html` <span class="quiet small">${facts}</span>` : nothing}</label>
    ${control(parameter, id, text, changed)}
    ${about ? html`<p class="quiet small" id="${id}-about">${words(about)}</p>` : nothing}
  </div>`;
}

function control({ name, kind, choices, usual, example, required, about }, id, text, changed) {
  const described = about ? `${id}-about` : nothing;
  if (kind === 'choice') {
    return html`<select class="field" id=${id} name=${name} aria-describedby=${described} ?required=${required} @change=${(event) => changed(event.target.value)}>
      <option value="" ?selected=${text === ''}>${usual === undefined ? '' : `${usual} (usual)`}</option>
      ${choices.map((each) => html`<option value=${each} ?selected=${String(each) === text}>${each}</option>`)}
    </select>`;
  }
  const hint = usual !== undefined && usual !== '' ? `${usual}` : example === undefined ? '' : `such as ${shown(kind, example)}`;
  return html`<input class="field ${kind === 'json' ? 'mono' : ''}" id=${id} name=${name} .value=${text} placeholder=${hint} aria-describedby=${described} ?required=${required}
    inputmode=${kind === 'integer' ? 'numeric' : nothing} autocomplete="off" spellcheck="false" @input=${(event) => changed(event.target.value)}>`;
}

const shown = (kind, example) => (kind === 'json' ? JSON.stringify(example) : kind === 'list' ? example.join(',') : String(example));

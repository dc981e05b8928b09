import { html, svg } from 'lit';

const SHAPES = {
  overview: svg`<path d="M2.5 13.5v-5h3v5zM6.5 13.5v-11h3v11zM10.5 13.5v-8h3v8z"/>`,
  routes: svg`<circle cx="4" cy="4" r="1.8"/><circle cx="12" cy="12" r="1.8"/><path d="M4 6v3a3 3 0 0 0 3 3h3M8 4h4v4"/>`,
  explorer: svg`<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3 3"/>`,
  users: svg`<circle cx="8" cy="5.2" r="2.7"/><path d="M2.8 13.5c.4-3 2.4-4.6 5.2-4.6s4.8 1.6 5.2 4.6"/>`,
  errors: svg`<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.3h.01"/>`,
  settings: svg`<circle cx="8" cy="8" r="4.2"/><circle cx="8" cy="8" r="1.4"/><path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4"/>`,
  page: svg`<path d="M4 2.5h5.5L12 5v8.5H4zM9 2.5V5.5h3"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8"/>`,
  check: svg`<path d="m3 8.5 3.5 3.5L13 5"/>`,
  down: svg`<path d="m4.5 6.5 3.5 3.5 3.5-3.5"/>`,
  left: svg`<path d="m10 4-4 4 4 4"/>`,
  right: svg`<path d="m6 4 4 4-4 4"/>`,
  clock: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3l2 1.5"/>`,
  compare: svg`<path d="M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13"/>`,
  sliders: svg`<path d="M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6"/><circle cx="10.2" cy="5" r="1.7"/><circle cx="5.8" cy="11" r="1.7"/>`,
  table: svg`<path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 3.5v9"/>`,
  chart: svg`<path d="M2.5 12.5 6 8l3 2.5 4.5-6"/>`,
  filter: svg`<path d="M2.5 3.5h11L9.5 8.5v4l-3-1.5V8.5z"/>`,
  save: svg`<path d="M8 2.5v7.5M5 7.5 8 10.5l3-3M3 13.5h10"/>`,
  without: svg`<path d="M3.5 6h9M3.5 10h9M11 3 5 13"/>`,
  more: svg`<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2.4"/>`,
  context: svg`<path d="M2.5 3h11v10h-11zM9.5 3v10"/>`,
  help: svg`<circle cx="8" cy="8" r="5.8"/><path d="M6.4 6.3a1.7 1.7 0 1 1 2.3 1.6c-.5.2-.7.5-.7 1.1M8 11h.01"/>`,
  sun: svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1"/>`,
  moon: svg`<path d="M13 9.4A5.4 5.4 0 0 1 6.6 3 5.4 5.4 0 1 0 13 9.4Z"/>`,
  screen: svg`<path d="M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3"/>`,
  share: svg`<circle cx="4" cy="8" r="1.8"/><circle cx="12" cy="3.8" r="1.8"/><circle cx="12" cy="12.2" r="1.8"/><path d="m5.6 7.1 4.8-2.5M5.6 8.9l4.8 2.5"/>`,
  leave: svg`<path d="M9.5 2.5h-6v11h6M7 8h6.5M11 5.5 13.5 8 11 10.5"/>`,
};

/** A small drawing beside a text, or in a button that has an aria-label. */
export const icon = (name) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;

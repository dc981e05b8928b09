/**
 * The sections of the settings, in the order of the list on the left: the name in the URL, what the list says, under
 * which heading, and the module that defines the element `footfall-settings-<id>`.
 */
export const SECTIONS = [
  { id: 'keys', label: 'Keys', group: 'Access', load: () => import('./keys.js') },
  { id: 'tokens', label: 'Tokens', group: 'Access', load: () => import('./tokens.js') },
  { id: 'shares', label: 'Share links', group: 'Access', load: () => import('./shares.js') },
  { id: 'import', label: 'Import', group: 'Data', load: () => import('./import.js') },
  { id: 'retention', label: 'Retention', group: 'Data', load: () => import('./retention.js') },
  { id: 'templates', label: 'Route templates', group: 'Data', load: () => import('./templates.js') },
  { id: 'hidden-routes', label: 'Hidden routes', group: 'Data', load: () => import('./hidden-routes.js') },
  { id: 'privacy', label: 'Privacy', group: 'Data', load: () => import('./privacy.js') },
  { id: 'forget', label: 'Forget a user', group: 'Data', load: () => import('./forget.js') },
  { id: 'audit', label: 'Audit log', group: 'History', load: () => import('./audit.js') },
];

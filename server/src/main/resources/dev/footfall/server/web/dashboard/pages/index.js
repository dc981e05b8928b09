/**
 * The pages: the path below /dashboard, the name on the left (null: reached from elsewhere only), its
 * drawing, and the module that defines the element `footfall-<element>-page`.
 */
export const PAGES = [
  { path: '', label: 'Overview', icon: 'overview', element: 'overview', load: () => import('./overview.js') },
  { path: 'explorer', label: 'Explorer', icon: 'explorer', element: 'explorer', load: () => import('./explorer.js') },
];

export const findPage = (path) => PAGES.find((page) => page.path === path);

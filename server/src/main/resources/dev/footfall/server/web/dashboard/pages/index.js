/**
 * The pages: the path below /dashboard, the name on the left (null: reached from elsewhere only; `within` is then the one that is marked there), its
 * drawing, and the module that defines the element `footfall-<element>-page`. What is not made of records is `plain`: no filter holds there. An `admin` page is on the left of those only who may change things.
 */
export const PAGES = [
  { path: '', label: 'Overview', icon: 'overview', element: 'overview', load: () => import('./overview.js') },
  { path: 'routes', label: 'Routes', icon: 'routes', element: 'routes', load: () => import('./routes.js') },
  { path: 'route', label: null, within: 'routes', element: 'route', load: () => import('./route.js') },
  { path: 'users', label: 'Users', icon: 'users', element: 'users', load: () => import('./users.js') },
  { path: 'user', label: null, within: 'users', element: 'user', load: () => import('./user.js') },
  { path: 'errors', label: 'Errors', icon: 'errors', element: 'errors', load: () => import('./errors.js') },
  { path: 'explorer', label: 'Explorer', icon: 'explorer', element: 'explorer', load: () => import('./explorer.js') },
  { path: 'settings', label: 'Settings', icon: 'settings', element: 'settings', plain: true, admin: true, load: () => import('./settings.js') },
  { path: 'api', label: 'API', icon: 'api', element: 'api', plain: true, load: () => import('./api.js') },
];

export const findPage = (path) => PAGES.find((page) => page.path === path);

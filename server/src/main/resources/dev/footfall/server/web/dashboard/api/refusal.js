import { isAdmin, isShared, seesAll } from '../state/caller.js';

/** Why the server refuses a call that needs this to whoever is signed in; nothing where it does not, or asks something else. */
export function refusal(needs) {
  if (needs === 'admin' && !isAdmin()) return isShared() ? 'A share link is for looking, and changes nothing.' : 'What you are signed in with may read, and nothing else.';
  if (needs === 'read' && !seesAll()) return isShared() ? 'A share link does not show this.' : 'What you are signed in with sees only what its filters let through, and this call cannot be filtered.';
  return '';
}

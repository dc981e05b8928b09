import { say } from './toast.js';

/** What is said where a part does not come: after an update of the server it is at another address. */
export const GONE = 'Footfall was updated or cannot be reached. Reload the page.';

/** Loads a part of the dashboard; whether it came. */
export async function later(load) {
  try {
    await load();
    return true;
  } catch {
    say(GONE);
    return false;
  }
}

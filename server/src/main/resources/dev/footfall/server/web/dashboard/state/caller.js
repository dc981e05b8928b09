/** Who is signed in, as the server says: what is not theirs to read is not asked for. */
let session = {};

export const setCaller = (now) => (session = now);

/** Whether they see all records: a token with filters does not, nor does whoever came by a share link. */
export const seesAll = () => !isShared() && (session.filters ?? []).length === 0;

/** Whether they came by a share link. */
export const isShared = () => Boolean(session.shared);

/** The routes that the project hides from the dashboard. */
export const hiddenRoutes = () => session.project?.hidden_routes ?? [];

/** Whether networks stand for addresses in all that they see. */
export const masksAddresses = () => session.project?.mask_addresses ?? false;

/** What the project decides anew, once the server knows it. */
export const changeProject = (changes) => Object.assign(session.project, changes);

/** Whether they may change things, and read who did. */
export const isAdmin = () => session.scope === 'admin';

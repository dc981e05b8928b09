/** Who is signed in, as the server says: what is not theirs to read is not asked for. */
let session = {};

export const setCaller = (now) => (session = now);

/** Whether they see all records: a token with filters does not, nor does whoever came by a share link. */
export const seesAll = () => !session.shared && (session.filters ?? []).length === 0;

/** Whether they may read who changed what. */
export const isAdmin = () => session.scope === 'admin';

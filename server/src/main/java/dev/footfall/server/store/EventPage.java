package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/**
 * Some events of a project, in the order of their ids or of their creation.
 *
 * @param cursor where to begin, which in the order of creation {@code behind} says; how many; the
 *     time
 * @param userId only this user's; null: everybody's
 * @param byCreation whether they are ordered by creation, equal ones by their id
 * @param behind only those that come behind it in that order; null: from the first on
 */
public record EventPage(
    int projectId,
    LogCursor cursor,
    @Nullable String userId,
    boolean byCreation,
    @Nullable StoredEvent behind) {

  /** Whoever's, by their ids. */
  public static EventPage of(int projectId, LogCursor cursor) {
    return new EventPage(projectId, cursor, null, false, null);
  }
}

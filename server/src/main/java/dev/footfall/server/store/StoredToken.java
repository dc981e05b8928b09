package dev.footfall.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token of a project as it may be shown.
 *
 * @param keyId the key that it was made with
 * @param filters the list, in JSON, that all it reads must match; null: it reads all
 * @param shared of what time a share link shows records; null: it is none
 */
public record StoredToken(
    int id,
    int keyId,
    String owner,
    Scope scope,
    @Nullable String filters,
    @Nullable SharedPeriod shared,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  public boolean isShared() {
    return shared != null;
  }

  /** How the audit log calls what it is. */
  String kind() {
    return isShared() ? "share" : "token";
  }

  boolean isLive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}

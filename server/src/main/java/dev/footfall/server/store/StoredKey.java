package dev.footfall.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key of a project as it may be shown. */
public record StoredKey(
    int id, @Nullable String name, Instant createdAt, @Nullable Instant revokedAt) {

  boolean isLive() {
    return revokedAt == null;
  }
}

package dev.footfall.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a key, or of a person.
 *
 * @param firstCreatedAt null where there is nothing
 * @param lastReceivedAt null where there is nothing
 */
public record Holding(
    long requests,
    long events,
    @Nullable Instant firstCreatedAt,
    @Nullable Instant lastReceivedAt) {
  public static final Holding NONE = new Holding(0, 0, null, null);
}

package dev.footfall;

import org.jspecify.annotations.Nullable;

/**
 * What a finished request leaves on the queue: references to what was read, nothing looked at yet.
 * Small on purpose; what only few requests have sits in {@link Rare}.
 *
 * @param forwarded the forwarding headers that were present, or null
 * @param settlement where an error page may still change status and time, or null
 */
record Capture(
    long finishedEpochMillis,
    long elapsedNanos,
    int status,
    @Nullable String method,
    @Nullable String path,
    @Nullable String route,
    @Nullable String hostname,
    @Nullable String address,
    @Nullable String forwarded,
    @Nullable String userAgent,
    @Nullable String userId,
    @Nullable Rare rare,
    @Nullable Settlement settlement) {

  /** The fields that are off by default or seldom there. */
  record Rare(
      @Nullable String userGroup,
      @Nullable String sessionId,
      @Nullable String referrer,
      @Nullable String traceParent,
      @Nullable String requestLength,
      @Nullable String responseLength,
      @Nullable String error) {}
}

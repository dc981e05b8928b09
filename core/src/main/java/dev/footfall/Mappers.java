package dev.footfall;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user's mappers; null where the request's own value is taken. */
record Mappers(
    @Nullable Function<RequestView, @Nullable String> path,
    @Nullable Function<RequestView, @Nullable String> route,
    @Nullable Function<RequestView, @Nullable String> hostname,
    @Nullable Function<RequestView, @Nullable String> ipAddress,
    @Nullable Function<RequestView, @Nullable String> userAgent,
    @Nullable Function<RequestView, @Nullable String> userId,
    @Nullable Function<RequestView, @Nullable String> userGroup,
    @Nullable Function<RequestView, @Nullable String> sessionId,
    @Nullable Function<RequestView, @Nullable String> referrer) {

  /** Whether there is one at all. */
  boolean any() {
    return Stream.of(
            path, route, hostname, ipAddress, userAgent, userId, userGroup, sessionId, referrer)
        .anyMatch(Objects::nonNull);
  }
}

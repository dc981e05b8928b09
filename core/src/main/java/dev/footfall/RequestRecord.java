package dev.footfall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One finished request, as the wire will carry it: every text is cut, cleaned and never longer than
 * 255 bytes of UTF-8. Immutable.
 *
 * @param createdAt the request's start
 * @param method in capitals
 * @param path without query; {@code /} when there was none
 * @param status 100 to 599
 * @param elapsedNanos the response time, not negative
 * @param hostname {@code -} when unknown
 * @param ipAddress a bare IP literal, or empty
 * @param userAgent {@code -} when unknown
 * @param userId empty when there is none
 * @param requestBytes size of the request's body, or -1
 * @param responseBytes size of the response's body, or -1
 */
public record RequestRecord(
    Instant createdAt,
    String method,
    String path,
    int status,
    long elapsedNanos,
    String hostname,
    String ipAddress,
    String userAgent,
    String userId,
    @Nullable String route,
    @Nullable String userGroup,
    @Nullable String sessionId,
    @Nullable String referrer,
    @Nullable String traceId,
    @Nullable String error,
    long requestBytes,
    long responseBytes) {

  private static final int MAX_RESPONSE_TIME = Short.MAX_VALUE;

  /** Checks what the wire's whole-post rules depend on. */
  public RequestRecord {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status is not within 100–599: " + status);
    }
    if (elapsedNanos < 0) {
      throw new IllegalArgumentException("elapsedNanos < 0: " + elapsedNanos);
    }
  }

  /** The response time in whole milliseconds, rounded half up and clamped to 0–32,767. */
  public int responseTimeMillis() {
    return elapsedNanos >= MAX_RESPONSE_TIME * 1_000_000L
        ? MAX_RESPONSE_TIME
        : (int) ((elapsedNanos + 500_000) / 1_000_000);
  }

  /** The response time in microseconds, rounded half up. */
  public long responseTimeMicros() {
    long micros = elapsedNanos / 1_000;
    return elapsedNanos % 1_000 >= 500 ? micros + 1 : micros;
  }
}

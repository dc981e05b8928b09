package dev.footfall;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what was captured a record that no server can refuse a batch for: every rule that a
 * hosted service applies to a field is met here. Runs on the shipper's thread only.
 */
final class Cleaner {

  private static final int MAX_HOSTNAME = 253;
  private static final long LAST_EPOCH_MILLIS = 253_402_300_799_999L; // year 9999
  private static final int TRACE_ID_AT = 3;
  private static final int TRACE_ID_END = 35;

  private final ClientAddress clientAddress;
  private final boolean mappedAddress;
  private final @Nullable UserIdHash userIdHash;
  private final Ledger ledger;

  Cleaner(Config config, Ledger ledger) {
    clientAddress = new ClientAddress(config.values.trustedProxies);
    mappedAddress = config.values.ipAddress != null;
    userIdHash =
        config.values.userIdSecret == null ? null : new UserIdHash(config.values.userIdSecret);
    this.ledger = ledger;
  }

  RequestRecord clean(Capture c) {
    Settlement settlement = c.settlement();
    Capture.Rare rare = c.rare();
    return new RequestRecord(
        Instant.ofEpochMilli(startOf(c)),
        orElse(c.method() == null ? null : c.method().toUpperCase(Locale.ROOT), "-"),
        orElse(c.path(), "/"),
        status(settlement == null ? c.status() : settlement.status()),
        Math.max(0, settlement == null ? c.elapsedNanos() : settlement.elapsedNanos()),
        WireText.clean(orElse(c.hostname(), "-"), MAX_HOSTNAME),
        address(c),
        orElse(c.userAgent(), "-"),
        userId(c.userId()),
        optional(c.route()),
        rare == null ? null : optional(rare.userGroup()),
        rare == null ? null : optional(rare.sessionId()),
        rare == null ? null : optional(rare.referrer()),
        rare == null ? null : traceId(rare.traceParent()),
        rare == null ? null : optional(rare.error()),
        rare == null ? -1 : size(rare.requestLength()),
        rare == null ? -1 : size(rare.responseLength()));
  }

  /** A user id as it may leave: hashed if that is asked for, empty when there is none. */
  String userId(@Nullable String userId) {
    if (userId == null || userId.isEmpty()) {
      return "";
    }
    return userIdHash == null ? WireText.clean(userId) : userIdHash.hash(userId);
  }

  static @Nullable String optional(@Nullable String text) {
    return text == null || text.isEmpty() ? null : WireText.clean(text);
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isEmpty() ? other : WireText.clean(text);
  }

  private static long startOf(Capture c) {
    long start = c.finishedEpochMillis() - Math.max(0, c.elapsedNanos()) / 1_000_000;
    return Math.max(0, Math.min(start, LAST_EPOCH_MILLIS));
  }

  private int status(int status) {
    if (status >= 100 && status <= 599) {
      return status;
    }
    ledger.clampedStatus();
    return 599;
  }

  private String address(Capture c) {
    if (!mappedAddress) {
      return clientAddress.resolve(c.address(), c.forwarded());
    }
    byte[] literal = c.address() == null ? null : IpLiteral.parse(c.address().trim());
    return literal == null ? "" : IpLiteral.format(literal);
  }

  /** The trace id of a W3C {@code traceparent}: 32 hexadecimal digits behind the version. */
  private static @Nullable String traceId(@Nullable String header) {
    if (header == null
        || header.length() <= TRACE_ID_END
        || header.charAt(TRACE_ID_AT - 1) != '-'
        || header.charAt(TRACE_ID_END) != '-') {
      return null;
    }
    String id = header.substring(TRACE_ID_AT, TRACE_ID_END);
    return id.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) ? id : null;
  }

  private static long size(@Nullable String contentLength) {
    if (contentLength == null || contentLength.isEmpty() || contentLength.length() > 18) {
      return -1;
    }
    long size = 0;
    for (int i = 0; i < contentLength.length(); i++) {
      char c = contentLength.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      size = size * 10 + c - '0';
    }
    return size;
  }
}

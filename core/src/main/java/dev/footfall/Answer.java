package dev.footfall;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What came of a post: an HTTP answer, or the failure that took its place.
 *
 * @param status 0 where there was no answer
 * @param body its first part, empty where there was none
 * @param footfallServer the version in {@code Footfall-Server}, or null: not a Footfall server
 * @param flushInterval what {@code Footfall-Flush-Interval} advertises, or null
 * @param retryAfter how long the server asks to wait before the next post, or null
 * @param location where a redirection points to, or null
 */
record Answer(
    int status,
    String body,
    @Nullable String footfallServer,
    @Nullable Duration flushInterval,
    @Nullable Duration retryAfter,
    @Nullable String location,
    @Nullable IOException failure) {

  /** No answer at all. */
  static final Answer NONE = new Answer(0, "", null, null, null, null, null);

  static Answer failed(IOException failure) {
    return new Answer(0, "", null, null, null, null, failure);
  }

  /**
   * How long the server asks to stay away, null if it does not: the longer of {@code Retry-After}
   * and what {@link RateLimit} reads. A date counts from the answer's own {@code Date}, where there
   * is one: this machine's clock may be wrong, and the server's is what it was made by.
   *
   * @param now this machine's clock
   */
  static @Nullable Duration retryAfter(Headers headers, Instant now) {
    Instant sent = headers.getInstant("Date");
    return RateLimit.longer(
        retryAfter(headers.get("Retry-After"), sent == null ? now : sent),
        RateLimit.pause(headers));
  }

  /**
   * Reads {@code Retry-After}: seconds, or a date as in RFC 9110 §5.6.7, 1 h at most; null if it is
   * neither.
   */
  static @Nullable Duration retryAfter(@Nullable String value, Instant now) {
    if (value == null) {
      return null;
    }
    String text = value.trim();
    if (text.matches("\\d{1,9}")) {
      return RateLimit.bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return date.isAfter(now) ? RateLimit.bounded(Duration.between(now, date)) : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads the advertised interval in whole seconds; null if it is nothing usable. */
  static @Nullable Duration flushInterval(@Nullable String value) {
    return value != null && value.trim().matches("[1-9]\\d{0,3}")
        ? Duration.ofSeconds(Long.parseLong(value.trim()))
        : null;
  }
}

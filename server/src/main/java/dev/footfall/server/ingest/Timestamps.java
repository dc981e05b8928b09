package dev.footfall.server.ingest;

import dev.footfall.server.store.Micros;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads ISO-8601 with an offset or Z, to the microsecond. */
final class Timestamps {
  /** {@code 2026-11-20T22:00:00.123Z}: what nearly every client sends. */
  private static final int MILLIS_LENGTH = 24;

  private static final int MAX_LENGTH = 64;

  private Timestamps() {}

  /** Microseconds since the epoch, or null when the text is not a time with an offset. */
  static @Nullable Long parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      return isMillisInUtc(text) ? millisInUtc(text) : general(text);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static long general(String text) {
    return Micros.of(OffsetDateTime.parse(text).toInstant());
  }

  private static boolean isMillisInUtc(String text) {
    return text.length() == MILLIS_LENGTH
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && text.charAt(19) == '.'
        && text.charAt(23) == 'Z';
  }

  /** The formatter costs more than all other checks of a record together. */
  private static long millisInUtc(String text) {
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("not a time of day");
    }
    long days =
        LocalDate.of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    return (seconds * 1000 + digits(text, 20, 3)) * 1000;
  }

  private static int digits(String text, int start, int count) {
    int value = 0;
    for (int i = start; i < start + count; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("not a digit");
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}

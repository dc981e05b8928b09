package dev.footfall.server.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Reads zones and the ends of periods. */
public final class TimeReader {
  private static final int MIN_YEAR = 1970;
  private static final int MAX_YEAR = 9999;
  private static final int MAX_LENGTH = 64;
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private TimeReader() {}

  static ZoneId zone(JsonValue value) {
    String text = value.text();
    try {
      if (text.length() <= MAX_LENGTH) {
        return ZoneId.of(text);
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw value.refusal("must be a zone such as Europe/Paris or +05:30");
  }

  /** An instant to the microsecond, as records have it; of a date its beginning in the zone. */
  public static Instant instant(JsonValue value, ZoneId zone) {
    String text = value.text();
    try {
      if (DATE.matcher(text).matches()) {
        LocalDate date = LocalDate.parse(text);
        checkYear(date.getYear(), value);
        return ZoneTime.first(date.atStartOfDay(), zone);
      }
      if (text.length() <= MAX_LENGTH) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        checkYear(time.getYear(), value);
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw value.refusal("must be a time with an offset such as 2026-11-20T00:00:00Z, or a date");
  }

  private static void checkYear(int year, JsonValue value) {
    if (year < MIN_YEAR || year > MAX_YEAR) {
      throw value.refusal("must be within the years " + MIN_YEAR + "…" + MAX_YEAR);
    }
  }
}

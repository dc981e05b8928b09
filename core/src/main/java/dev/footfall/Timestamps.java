package dev.footfall;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes instants as {@code 2026-11-20T22:00:00.123Z}, always with three digits of milliseconds.
 * The text of the last second is kept, since records come in bursts. Years 1970 to 9999. Not
 * thread-safe.
 */
final class Timestamps {

  private static final int LENGTH = 24;
  private static final int MILLIS_AT = 20;

  private final char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
  private long second = Long.MIN_VALUE;

  void write(JsonGenerator json, long epochMillis) throws IOException {
    long epochSecond = Math.floorDiv(epochMillis, 1_000);
    if (epochSecond != second) {
      second = epochSecond;
      LocalDateTime t = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
      put(t.getYear(), 0, 4);
      put(t.getMonthValue(), 5, 2);
      put(t.getDayOfMonth(), 8, 2);
      put(t.getHour(), 11, 2);
      put(t.getMinute(), 14, 2);
      put(t.getSecond(), 17, 2);
    }
    put((int) Math.floorMod(epochMillis, 1_000L), MILLIS_AT, 3);
    json.writeString(text, 0, LENGTH);
  }

  private void put(int number, int at, int digits) {
    for (int i = at + digits - 1, rest = number; i >= at; i--, rest /= 10) {
      text[i] = (char) ('0' + rest % 10);
    }
  }
}

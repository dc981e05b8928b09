package dev.footfall.server.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.RequestRow;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one record and keeps the first thing that is wrong with it; a record with a
 * problem is refused alone. One instance serves all records of a post.
 */
final class RecordCheck {
  private static final long MAX_AHEAD_MICROS = Duration.ofDays(1).toMillis() * 1000;
  private static final long MAX_BACK_MICROS = Duration.ofDays(3653).toMillis() * 1000;

  private final long nowMicros;
  private @Nullable String field;
  private String reason = "";
  private long seen;
  private int cut;

  RecordCheck(long nowMicros) {
    this.nowMicros = nowMicros;
  }

  void begin() {
    field = null;
    seen = 0;
    cut = 0;
  }

  void fail(String badField, String why) {
    if (field == null) {
      field = badField;
      reason = why;
    }
  }

  /** The field that is to blame, or null when all is well. */
  @Nullable String field() {
    return field;
  }

  String reason() {
    return reason;
  }

  /** The bits of the text fields that were cut. */
  int cut() {
    return cut;
  }

  /** Notes that a field came; a second time is a problem, for which value is meant? */
  void once(String name, int bit) {
    if ((seen & (1L << bit)) != 0) {
      fail(name, "is given twice");
    }
    seen |= 1L << bit;
  }

  /** Clean text that fits, or null when there is none; empty text counts as none. */
  @Nullable String text(JsonParser json, String name, int bit) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      refuseUnlessNull(json, name, "is not text");
      return null;
    }
    String clean = Text.clean(json.getText());
    int fitting = Text.fitting(clean);
    if (fitting < clean.length()) {
      cut |= 1 << bit;
      return clean.substring(0, fitting);
    }
    return clean.isEmpty() ? null : clean;
  }

  /** An integer within bounds, or {@link RequestRow#NONE} when there is none. */
  long integer(JsonParser json, String name, long min, long max) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      refuseUnlessNull(json, name, "is not an integer");
      return RequestRow.NONE;
    }
    try {
      long value = json.getLongValue();
      if (value >= min && value <= max) {
        return value;
      }
    } catch (InputCoercionException e) {
      // over 64 bits, so out of any bounds
    }
    fail(name, "is not within " + min + "…" + max);
    return RequestRow.NONE;
  }

  /** A finite number, or null when there is none. */
  @Nullable Double number(JsonParser json, String name) throws IOException {
    return number(json, name, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** A number within bounds, or null when there is none. */
  @Nullable Double number(JsonParser json, String name, double min, double max) throws IOException {
    if (!json.currentToken().isNumeric()) {
      refuseUnlessNull(json, name, "is not a number");
      return null;
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      fail(name, "is too large");
    } else if (value < min || value > max) {
      fail(name, "is not within %.0f…%.0f".formatted(min, max));
    } else {
      return value;
    }
    return null;
  }

  /** A time within bounds, or null with the problem noted. */
  @Nullable Long time(JsonParser json, String name) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      fail(name, "is not text in ISO-8601");
      json.skipChildren();
      return null;
    }
    Long micros = Timestamps.parse(json.getText());
    if (micros == null) {
      fail(name, "is not ISO-8601 with an offset or Z");
    } else if (micros > nowMicros + MAX_AHEAD_MICROS) {
      fail(name, "is more than 1 day ahead of " + Micros.toInstant(nowMicros));
    } else if (micros < nowMicros - MAX_BACK_MICROS) {
      fail(name, "is more than 10 years back");
    }
    return micros;
  }

  void refuseUnlessNull(JsonParser json, String name, String why) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      fail(name, why);
      json.skipChildren();
    }
  }
}

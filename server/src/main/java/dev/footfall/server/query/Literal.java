package dev.footfall.server.query;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value as it was written.
 *
 * @param number null: it was not written as one
 */
record Literal(String text, @Nullable BigDecimal number, Place place) {
  private static final Pattern STATUS_CLASS = Pattern.compile("[1-5][xX]{2}");

  boolean isStatusClass() {
    return number == null && STATUS_CLASS.matcher(text).matches();
  }

  String lowerCase() {
    return text.toLowerCase(Locale.ROOT);
  }
}

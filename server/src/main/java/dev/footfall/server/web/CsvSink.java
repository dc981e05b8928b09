package dev.footfall.server.web;

import dev.footfall.server.store.Micros;
import dev.footfall.server.store.RequestRow;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes columns as the cells of a line of CSV (RFC 4180). A missing value is an empty cell, an
 * empty text a pair of quotes.
 *
 * <p>A text that a spreadsheet could take for a formula gets an apostrophe in front. What it skips
 * before it looks — blanks, control characters, quotes — is skipped here too. An apostrophe is
 * among them, so that taking one away wherever what follows it would get one gives every text back
 * as it was.
 */
final class CsvSink implements RecordSink {
  private static final String SKIPPED = "[\\x00-\\x20\\x7f-\\xa0\\u2000-\\u206f\\u3000\\ufeff'\"]*";
  private static final String BEGINS_FORMULA = "[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]";
  private static final Pattern FORMULA = Pattern.compile(SKIPPED + BEGINS_FORMULA);

  private final StringBuilder line = new StringBuilder();

  /** The line so far, ended; the next column begins a new one. */
  String end() {
    line.append("\r\n");
    String whole = line.toString();
    line.setLength(0);
    return whole;
  }

  @Override
  public void text(String name, @Nullable String text) {
    begin();
    if (text == null) {
      return;
    }
    String safe = FORMULA.matcher(text).lookingAt() ? "'" + text : text;
    if (mustBeQuoted(safe)) {
      line.append('"').append(safe.replace("\"", "\"\"")).append('"');
    } else {
      line.append(safe);
    }
  }

  @Override
  public void number(String name, long number) {
    begin();
    if (number != RequestRow.NONE) {
      line.append(number);
    }
  }

  @Override
  public void decimal(String name, double number) {
    begin();
    line.append(number);
  }

  @Override
  public void time(String name, long micros) {
    begin();
    line.append(Micros.toInstant(micros));
  }

  @Override
  public void names(String name, List<String> names) {
    text(name, names.isEmpty() ? null : String.join(" ", names));
  }

  private void begin() {
    if (!line.isEmpty()) {
      line.append(',');
    }
  }

  private static boolean mustBeQuoted(String text) {
    if (text.isEmpty() || text.startsWith(" ") || text.endsWith(" ")) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == ',' || c == '\r' || c == '\n') {
        return true;
      }
    }
    return false;
  }
}

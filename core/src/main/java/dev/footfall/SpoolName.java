package dev.footfall;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a spooled batch's file, which tells what is needed without opening it: {@code
 * <number>-<since>-<id>.open} while it grows, {@code <number>-<since>-<id>-<records>.batch} once it
 * is complete.
 *
 * @param number the order in which the files were begun
 * @param sinceEpochMillis when its first record was taken in
 * @param records how many it has; 0 while it grows
 */
record SpoolName(long number, long sinceEpochMillis, UUID id, int records) {

  private static final String OPEN = ".open";
  private static final String COMPLETE = ".batch";
  private static final Pattern NAME =
      Pattern.compile(
          "(\\d{1,18})-(\\d{1,18})-(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})"
              + "(?:\\.open|-(\\d{1,9})\\.batch)");

  static SpoolName open(long number, long sinceEpochMillis, UUID id) {
    return new SpoolName(number, Math.max(0, sinceEpochMillis), id, 0);
  }

  /** The parts of a file's name, or null if it is not one of these. */
  static @Nullable SpoolName parse(String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        ? new SpoolName(
            Long.parseLong(parts.group(1)),
            Long.parseLong(parts.group(2)),
            UUID.fromString(parts.group(3)),
            parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4)))
        : null;
  }

  /** Whether a file with such a name should be a spooled batch. */
  static boolean isClaimed(String name) {
    return name.endsWith(OPEN) || name.endsWith(COMPLETE);
  }

  boolean isComplete() {
    return records > 0;
  }

  SpoolName complete(int records) {
    return new SpoolName(number, sinceEpochMillis, id, records);
  }

  SpoolName numbered(long number) {
    return new SpoolName(number, sinceEpochMillis, id, records);
  }

  @Override
  public String toString() {
    String start = String.format(Locale.ROOT, "%016d-%d-%s", number, sinceEpochMillis, id);
    return isComplete() ? start + "-" + records + COMPLETE : start + OPEN;
  }
}

package dev.footfall.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** JSON as bytes, most of them copied from what was prepared; used again and again. */
final class JsonBytes {

  private static final long DAY_MILLIS = 86_400_000;
  private static final int LONGEST_NUMBER = 20;

  private byte[] bytes = new byte[1 << 19];
  private int length;
  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void clear() {
    length = 0;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  JsonBytes add(byte[] prepared) {
    require(prepared.length);
    System.arraycopy(prepared, 0, bytes, length, prepared.length);
    length += prepared.length;
    return this;
  }

  /** A number that is not negative. */
  JsonBytes add(long number) {
    require(LONGEST_NUMBER);
    int digits = 1;
    for (long rest = number; rest > 9; rest /= 10) {
      digits++;
    }
    length += digits;
    long rest = number;
    for (int i = length - 1; i >= length - digits; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return this;
  }

  /** {@code 2026-11-20T22:00:00.123Z}, without quotes. */
  JsonBytes addTime(long epochMillis) {
    long timeOfDay = Math.floorMod(epochMillis, DAY_MILLIS);
    if (epochMillis - timeOfDay != day) {
      day = epochMillis - timeOfDay;
      date = utf8(LocalDate.ofEpochDay(day / DAY_MILLIS) + "T");
    }
    add(date);
    require(LONGEST_NUMBER);
    int time = (int) timeOfDay;
    addTwo(time / 3_600_000, ':');
    addTwo(time / 60_000 % 60, ':');
    addTwo(time / 1_000 % 60, '.');
    bytes[length++] = (byte) ('0' + time / 100 % 10);
    addTwo(time % 100, 'Z');
    return this;
  }

  private void addTwo(int number, char after) {
    bytes[length++] = (byte) ('0' + number / 10);
    bytes[length++] = (byte) ('0' + number % 10);
    bytes[length++] = (byte) after;
  }

  private void require(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}

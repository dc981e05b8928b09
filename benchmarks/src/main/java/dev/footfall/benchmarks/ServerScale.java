package dev.footfall.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much the server gets to do.
 *
 * @param records how many are stored before the questions begin; each from the start
 * @param singles how long posts of one record come
 * @param cold how many panels are asked for as a new server's first question
 * @param repetitions how often a question is asked
 * @param rest how long a server has started when its memory is looked at
 * @param soak how long it stores and answers at the same time
 * @param soakPerSecond records a second meanwhile
 * @param pairs how often something is done with and without
 * @param round how long each time
 */
record ServerScale(
    List<Long> records,
    Duration singles,
    int cold,
    int repetitions,
    Duration rest,
    Duration soak,
    int soakPerSecond,
    int pairs,
    Duration round) {

  static ServerScale of(Size size) {
    return switch (size) {
      case SMOKE ->
          new ServerScale(
              List.of(20_000L),
              Duration.ofMillis(500),
              1,
              1,
              Duration.ZERO,
              Duration.ofSeconds(2),
              5_000,
              1,
              Duration.ofMillis(200));
      case SMALL ->
          new ServerScale(
              List.of(1_000_000L),
              Duration.ofSeconds(10),
              Panel.values().length,
              20,
              Duration.ofSeconds(5),
              Duration.ofSeconds(10),
              50_000,
              7,
              Duration.ofMillis(1_500));
      case FULL ->
          new ServerScale(
              List.of(1_000_000L, 10_000_000L),
              Duration.ofSeconds(10),
              Panel.values().length,
              20,
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              50_000,
              7,
              Duration.ofMillis(1_500));
    };
  }

  /**
   * With other numbers of records.
   *
   * @param texts by comma, such as {@code 1m,100m}; empty for those that there are
   */
  ServerScale records(String texts) {
    return texts.isEmpty()
        ? this
        : new ServerScale(
            Arrays.stream(texts.split(",", -1)).map(ServerScale::number).toList(),
            singles,
            cold,
            repetitions,
            rest,
            soak,
            soakPerSecond,
            pairs,
            round);
  }

  private static long number(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    long records =
        lower.endsWith("m")
            ? Long.parseLong(lower.substring(0, lower.length() - 1)) * 1_000_000
            : Long.parseLong(lower);
    if (records < 1 || records % ServerReport.RECORDS_A_POST != 0) {
      throw new IllegalArgumentException("records are not whole posts of 1,000: " + text);
    }
    return records;
  }
}

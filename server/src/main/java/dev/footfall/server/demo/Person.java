package dev.footfall.server.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes, or a program.
 *
 * @param number among those of the kind, from 1 on: the first come most
 * @param user what the records call them, or null: nothing
 * @param visits how many, compared with others
 */
record Person(
    Kind kind,
    int number,
    @Nullable String user,
    Country country,
    String address,
    String agent,
    double visits,
    Instant from,
    Instant to) {
  boolean isThere(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }
}

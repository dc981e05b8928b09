package dev.footfall.server.store;

import java.time.Instant;

/** Instants as the store keeps them: microseconds since the epoch. */
public final class Micros {
  private static final long PER_SECOND = 1_000_000;

  private Micros() {}

  /** The instant in microseconds; what is finer is cut. */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1000);
  }

  public static Instant toInstant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
  }
}

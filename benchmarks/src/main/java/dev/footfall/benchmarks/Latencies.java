package dev.footfall.benchmarks;

import java.util.List;
import java.util.stream.LongStream;

/** How long the requests of one round took, shortest first. */
final class Latencies {

  private final long[] sortedNanos;

  private Latencies(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  static Latencies of(List<long[]> nanos) {
    return new Latencies(nanos.stream().flatMapToLong(LongStream::of).sorted().toArray());
  }

  int count() {
    return sortedNanos.length;
  }

  /** What so many in a thousand did not exceed. */
  double micros(int perMille) {
    long rank = ((long) perMille * sortedNanos.length + 999) / 1_000;
    return sortedNanos[(int) Math.max(1, rank) - 1] / 1e3;
  }
}

package dev.footfall.benchmarks;

import java.time.Duration;

/**
 * One round of load.
 *
 * @param cpu what the whole process used
 */
record Load(long requests, Duration elapsed, Duration cpu) {

  double perSecond() {
    return requests * 1e9 / elapsed.toNanos();
  }

  double cpuMicrosPerRequest() {
    return cpu.toNanos() / 1e3 / requests;
  }
}

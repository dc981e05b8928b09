package dev.footfall.examples.javalin;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Exchange rates from a bank that answers at once, mostly. */
final class Rates {

  private static final Map<String, Double> EURO = Map.of("CHF", 0.94, "GBP", 0.86, "USD", 1.09);

  private Rates() {}

  /** The rates of one euro. No thread waits for the bank. */
  static CompletableFuture<Map<String, Double>> ofOneEuro() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long millis = random.nextInt(10) == 0 ? random.nextLong(300, 900) : random.nextLong(5, 30);
    return CompletableFuture.supplyAsync(
        () -> EURO, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }
}

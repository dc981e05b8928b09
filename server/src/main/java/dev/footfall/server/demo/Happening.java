package dev.footfall.server.demo;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An event of the application's own: what a call was about, where there is more to say than its
 * request does.
 *
 * @param durationMicros −1: none
 * @param value of money, or null
 * @param words that were searched for, or null
 * @param hits rows that were found
 */
record Happening(
    Call call,
    String name,
    String outcome,
    @Nullable String object,
    long durationMicros,
    @Nullable Double value,
    @Nullable String currency,
    @Nullable String words,
    int hits) {
  private static final List<String> WORDS =
      List.of("time", "sea", "garden", "crime", "maps", "chess", "rivers", "cooking", "stars");

  /** What a call tells of, or null: most tell nothing. */
  static @Nullable Happening of(Call call) {
    boolean isGood = call.status() < 300;
    SplittableRandom random = new SplittableRandom(call.micros());
    return switch (call.route().operation()) {
      case "POST /v1/orders" ->
          isGood || call.status() >= 500 ? sale(call, "order.placed", "o", 34, random) : null;
      case "POST /v1/payments" ->
          isGood || call.status() >= 500 ? sale(call, "payment.accepted", "p", 41, random) : null;
      case "POST /v1/payments/{id}/refund" ->
          isGood ? sale(call, "payment.refunded", "p", 29, random) : null;
      case "GET /v1/reports/sales" -> work(call, "report.made", null, random);
      case "GET /v1/catalogue/search" ->
          random.nextInt(5) == 0
              ? work(call, "search", WORDS.get(random.nextInt(WORDS.size())), random)
              : null;
      default -> null;
    };
  }

  private static Happening sale(
      Call call, String name, String letter, double middle, SplittableRandom random) {
    double amount = Math.round(100 * middle * Math.exp(0.7 * random.nextGaussian())) / 100.0;
    String object = letter + (1_000 + random.nextInt(90_000));
    return new Happening(
        call, name, outcome(call), object, -1, amount, currency(call.person().country()), null, 0);
  }

  private static Happening work(
      Call call, String name, @Nullable String words, SplittableRandom random) {
    int hits = call.status() < 400 ? random.nextInt(400) : 0;
    long duration = call.responseMicros() * 9 / 10;
    return new Happening(call, name, outcome(call), null, duration, null, null, words, hits);
  }

  private static String outcome(Call call) {
    return call.status() < 400 ? "success" : "failure";
  }

  private static String currency(Country country) {
    return switch (country) {
      case UNITED_STATES -> "USD";
      case UNITED_KINGDOM -> "GBP";
      case SWITZERLAND -> "CHF";
      case CANADA -> "CAD";
      case JAPAN -> "JPY";
      default -> "EUR";
    };
  }

  /** The part of the program that tells of it. */
  String source() {
    return name.replaceAll("\\..*", "");
  }
}

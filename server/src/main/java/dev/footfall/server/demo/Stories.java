package dev.footfall.server.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in the year that ends at an instant: all that can be found in its records, and
 * where. Immutable. Users are those that the records name, so pseudonyms.
 */
public final class Stories {
  private static final int GONE = 24;

  private final Instant end;

  /**
   * @param end of the year
   */
  public Stories(Instant end) {
    this.end = end;
  }

  /** A time with its begin and without its end. */
  public record Span(Instant from, Instant to) {
    public boolean contains(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }
  }

  /**
   * Routes that mostly fail for a while.
   *
   * @param operations method and route
   */
  public record Outage(
      Span span, String service, List<String> operations, int status, String error) {}

  /**
   * A version that was answering slowly until it was rolled back.
   *
   * @param factor how many times as long each answer took
   */
  public record SlowRelease(
      Span span, String service, String version, String before, double factor) {}

  /** A crawler that comes much oftener than it should. */
  public record NoisyCrawler(Span span, String client) {}

  /** A version that one of two instances runs already. */
  public record Rollout(
      Instant from, String service, String instance, String version, String before) {}

  /** An exception that only the newest version throws. */
  public record NewError(Instant from, String operation, String version, String error) {}

  /** Somebody who asks the slowest route for more than all others together. */
  public record HeavyUser(String user, String operation) {}

  /** Users who called regularly, each until some day within the span, and not since. */
  public record Departure(Span span, List<String> users) {}

  /** The one request that took longest by far. */
  public record LongestRequest(Instant at, String operation, long micros) {}

  /** Routes that move from one version of the API to the next over some weeks. */
  public record Migration(Span span, String service, List<String> routes) {}

  List<Outage> outages() {
    return List.of(firstOutage(), secondOutage());
  }

  /** The end of the year: whatever is newer was made after it, and without stories. */
  public Instant end() {
    return end;
  }

  /** Some five months ago: payments could be neither made nor looked at. */
  public Outage firstOutage() {
    return new Outage(
        span(day(150, DayOfWeek.THURSDAY), LocalTime.of(9, 20), Duration.ofMinutes(85)),
        "payments",
        List.of("POST /v1/payments", "GET /v1/payments/{id}"),
        503,
        "java.net.ConnectException");
  }

  /** A few days ago: the library's search failed. */
  public Outage secondOutage() {
    LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC).minusDays(2);
    while (day.getDayOfWeek().compareTo(DayOfWeek.TUESDAY) < 0
        || day.getDayOfWeek().compareTo(DayOfWeek.THURSDAY) > 0) {
      day = day.minusDays(1);
    }
    return new Outage(
        span(day, LocalTime.of(14, 10), Duration.ofMinutes(55)),
        "members",
        List.of("GET /v1/catalogue/search"),
        500,
        "java.sql.SQLTransientConnectionException");
  }

  public SlowRelease slowRelease() {
    return new SlowRelease(
        span(day(19, DayOfWeek.MONDAY), LocalTime.of(10, 0), Duration.ofHours(78)),
        "members",
        "1.12.0",
        "1.11.4",
        3.5);
  }

  public NoisyCrawler noisyCrawler() {
    Instant hour = end.truncatedTo(ChronoUnit.HOURS);
    return new NoisyCrawler(
        new Span(hour.minus(Duration.ofDays(45)), hour.minus(Duration.ofDays(17))), "Bytespider");
  }

  public Rollout rollout() {
    return new Rollout(
        end.minus(Duration.ofHours(124)), "bookshop", "bookshop-2", "2.5.0", "2.4.0");
  }

  public NewError newError() {
    return new NewError(
        rollout().from(),
        "POST /v1/orders",
        rollout().version(),
        "java.util.NoSuchElementException");
  }

  public HeavyUser heavyUser() {
    return new HeavyUser(Pseudonym.of("partner-2"), "GET /v1/reports/sales");
  }

  public Departure departure() {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < GONE; i++) {
      users.add(Pseudonym.of("customer-" + gone(i)));
    }
    return new Departure(
        new Span(end.minus(Duration.ofDays(58)), end.minus(Duration.ofDays(30))), users);
  }

  public LongestRequest longestRequest() {
    return new LongestRequest(
        end.minus(Duration.ofHours(75)), "GET /v1/shipments/{id}/label", 241_306_512);
  }

  public Migration migration() {
    return new Migration(
        new Span(end.minus(Duration.ofDays(75)), end.minus(Duration.ofDays(12))),
        "bookshop",
        List.of("/v1/books", "/v1/books/*", "/v1/authors/*"));
  }

  /** Until when a customer calls, or null: still does. */
  Instant lastCall(int customer) {
    int i = customer / 5 - 10;
    boolean leaves = i >= 0 && i < GONE && gone(i) == customer;
    return leaves ? departure().span().from().plus(Duration.ofHours(i * 28L)) : Instant.MAX;
  }

  /** Among those who come often, but for the customers of the demo's live services. */
  private static int gone(int i) {
    return 50 + 5 * i;
  }

  private LocalDate day(int ago, DayOfWeek weekday) {
    return LocalDate.ofInstant(end, ZoneOffset.UTC)
        .minusDays(ago)
        .with(TemporalAdjusters.previousOrSame(weekday));
  }

  private static Span span(LocalDate day, LocalTime time, Duration length) {
    Instant from = day.atTime(time).toInstant(ZoneOffset.UTC);
    return new Span(from, from.plus(length));
  }
}

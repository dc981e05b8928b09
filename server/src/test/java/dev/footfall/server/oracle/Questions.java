package dev.footfall.server.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes random questions about records, so that most of them have an answer. */
final class Questions {
  private static final List<String> METRICS =
      List.of(
          "requests",
          "users",
          "routes",
          "success_rate",
          "error_rate",
          "client_error_rate",
          "server_error_rate",
          "mean",
          "min",
          "max",
          "p50",
          "p75",
          "p90",
          "p95",
          "p99",
          "sum:response_time",
          "sum:request_bytes",
          "sum:response_bytes",
          "first_seen",
          "last_seen",
          "first_ever");
  private static final List<String> DIMENSIONS =
      Stream.concat(
              Conditions.TEXTS.stream(),
              Stream.of("status", "privacy_level", "weekday", "hour", "histogram:response_time"))
          .collect(Collectors.toList());

  private final Random random;
  private final Moments moments;
  private final List<Request> requests;
  private final long first;
  private final long end;

  /**
   * @param late how long before the first record there may be others by the time of asking
   * @param end the end of a period that a question leaves open, to choose buckets by
   */
  Questions(Random random, Moments moments, List<Request> requests, Duration late, Instant end) {
    this.random = random;
    this.moments = moments;
    this.requests = requests;
    this.end = Request.micros(end);
    first =
        requests.stream().mapToLong(Request::createdAtMicros).min().getAsLong()
            - late.toMillis() * 1000;
  }

  Question next() {
    while (true) {
      Question question = draw();
      if (isSensible(question)) {
        return question;
      }
    }
  }

  /** The period of a question, with these for what it leaves open. */
  static Period period(Question question, long first, long end) {
    return new Period(
        question.from() == null ? first : question.micros(question.from()),
        question.to() == null ? end : question.micros(question.to()));
  }

  /** Whether the text that says what an answer is leaves no doubt about this one. */
  private boolean isSensible(Question question) {
    Period period = period(question, first, end);
    if (period.from() >= period.to()) {
      return false;
    }
    if (question.compare() != null
        && !period.hasPlainComparison(question.compare(), question.zoneId())) {
      return false;
    }
    int time = question.timePlace();
    if (time < 0) {
      return true;
    }
    String dimension = question.dimensions().get(time);
    boolean automatic = dimension.equals("time");
    Buckets buckets =
        automatic
            ? Buckets.automatic(question.zoneId(), period.from(), period.to())
            : new Buckets(
                dimension.substring("time:".length()),
                question.zoneId(),
                period.from(),
                period.to());
    // empty buckets are rows unless a limit is reached, and may be what reaches it
    boolean limited = question.limit() != null && question.limit() < 2 * buckets.count();
    return buckets.count() < Buckets.MAX - 100 && (!limited || question.dimensions().size() > 1);
  }

  private Question draw() {
    ZoneId zone = moments.zone();
    List<String> metrics = some(METRICS, 1 + random.nextInt(6));
    List<String> dimensions = some(DIMENSIONS, random.nextInt(3));
    if (random.nextInt(2) == 0) {
      dimensions.add(random.nextInt(dimensions.size() + 1), timeDimension());
    }
    List<String> period = period(zone);
    boolean cut = random.nextInt(4) == 0;
    String users =
        random.nextInt(2) == 0
            ? null
            : List.of("id_or_address", "id_and_address", "address").get(random.nextInt(3));
    View view = new View(zone, users == null ? "id_or_address" : users, cut);
    Conditions conditions = new Conditions(random, view, requests);
    List<Condition> filters =
        Stream.generate(conditions::next)
            .limit(Math.max(0, random.nextInt(6) - 2))
            .collect(Collectors.toList());
    String compare =
        random.nextInt(3) == 0
            ? List.of("previous_period", "previous_year").get(random.nextInt(2))
            : null;
    boolean hasGroups = dimensions.stream().anyMatch(name -> !name.startsWith("time"));
    return new Question(
        period.get(0),
        period.get(1),
        zone.equals(ZoneOffset.UTC) && random.nextBoolean() ? null : name(zone),
        metrics,
        dimensions,
        filters,
        random.nextInt(3) == 0 ? new Searches(random, conditions).next(2) : null,
        users,
        cut,
        compare,
        hasGroups && random.nextInt(3) == 0 ? groups(compare != null) : null,
        order(metrics, dimensions),
        random.nextInt(3) > 0 ? null : random.nextInt(2) == 0 ? 10_000 : 1 + random.nextInt(30),
        hasGroups && random.nextInt(5) == 0 ? (Integer) random.nextInt(40) : null,
        random.nextBoolean());
  }

  private static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private String groups(boolean compares) {
    List<String> choices = List.of("gone", "new", "returning", "all");
    return choices.get(compares ? random.nextInt(4) : 1 + random.nextInt(3));
  }

  private String timeDimension() {
    int choice = random.nextInt(Buckets.NAMES.size() + 2);
    return choice < Buckets.NAMES.size() ? "time:" + Buckets.NAMES.get(choice) : "time";
  }

  private List<Question.Order> order(List<String> metrics, List<String> dimensions) {
    if (random.nextInt(2) == 0) {
      return List.of();
    }
    List<String> all = new ArrayList<>(metrics);
    all.addAll(dimensions);
    return some(all, 1 + random.nextInt(2)).stream()
        .map(by -> new Question.Order(by, random.nextBoolean()))
        .collect(Collectors.toList());
  }

  /** A beginning and an end as a query writes them, null where it leaves them open. */
  private List<String> period(ZoneId zone) {
    LocalDate day = moments.day(zone);
    int days = List.of(1, 1, 2, 7, 30, 31, 90, 200).get(random.nextInt(8));
    List<String> period = new ArrayList<>();
    switch (random.nextInt(8)) {
      case 0:
        Collections.addAll(period, null, null);
        break;
      case 1:
        Collections.addAll(period, day.toString(), null);
        break;
      case 2:
        Collections.addAll(period, null, day.toString());
        break;
      case 3:
        Instant from = moments.next();
        Duration length = Duration.ofMinutes(1L << (1 + random.nextInt(18)));
        Collections.addAll(
            period,
            from.toString(),
            from.plus(length).plus(random.nextInt(2), ChronoUnit.MICROS).toString());
        break;
      case 4:
        var hour = day.atTime(moments.fullHour()).atZone(zone).toOffsetDateTime();
        Collections.addAll(
            period, hour.toString(), hour.plusHours(6L * (1 + random.nextInt(12))).toString());
        break;
      default:
        Collections.addAll(period, day.toString(), day.plusDays(days).toString());
        break;
    }
    return period;
  }

  private List<String> some(List<String> of, int count) {
    List<String> all = new ArrayList<>(of);
    Collections.shuffle(all, random);
    return new ArrayList<>(all.subList(0, Math.min(count, all.size())));
  }
}

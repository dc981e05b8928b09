package dev.footfall.server.demo;

import dev.footfall.server.store.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The calls of a year, and of the time after it. What is made of an hour depends on the year's end,
 * its size and the hour alone, so any part can be made at any time and is always the same.
 * Immutable, but for the parts' own randomness.
 */
final class Year {
  private static final double MONITORS_SHARE = 0.08;
  private static final double CRAWLER_PER_OTHER = 0.6;
  private static final int WATCHES_PER_HOUR = 2;
  private static final int LEAST_REPEATED = 30;
  private static final int CALLS_PER_REPEATED = 7_000;
  private static final double HOURS = Rhythm.YEAR.toHours();

  private final Stories stories;
  private final Rhythm rhythm;
  private final Visits visits;
  private final Map<Kind, Double> meanActivity = new EnumMap<>(Kind.class);
  private final Weights<Person> people;
  private final Person partner;
  private final Person crawler = People.noisyCrawler();
  private final Person monitor = People.monitor();
  private final double callsPerHour;
  private final int repeated;
  private final double callsPerTry;
  private final double watched;

  /**
   * @param records how many there are to be in the year, about
   */
  Year(Instant end, int records) {
    stories = new Stories(end);
    rhythm = new Rhythm(end);
    visits = new Visits(stories);
    List<Person> all = People.of(stories);
    people = new Weights<>(all, Person::visits);
    partner = all.stream().filter(p -> p.kind() == Kind.PARTNER).findFirst().orElseThrow();
    for (Kind kind : Kind.values()) {
      meanActivity.put(kind, Rhythm.meanActivity(kind));
    }
    callsPerTry =
        all.stream().mapToDouble(p -> p.visits() * perVisit(p.kind())).sum() / people.total();
    callsPerHour = records * (1 - MONITORS_SHARE) / HOURS;
    repeated = Math.max(LEAST_REPEATED, records / CALLS_PER_REPEATED);
    watched =
        Math.min(1, records * MONITORS_SHARE / HOURS / Service.values().length / WATCHES_PER_HOUR);
  }

  Stories stories() {
    return stories;
  }

  /** The calls that began in a span, in no order. */
  List<Call> calls(Stories.Span span) {
    List<Call> calls = new ArrayList<>();
    long from = Micros.of(span.from());
    long to = Micros.of(span.to());
    Consumer<Call> inSpan =
        call -> {
          if (call.micros() >= from && call.micros() < to) {
            calls.add(call);
          }
        };
    // A visit may reach into the next hour.
    Instant hour = span.from().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    for (; hour.isBefore(span.to()); hour = hour.plus(Duration.ofHours(1))) {
      makeHour(hour, inSpan);
    }
    stories.outages().forEach(outage -> repeat(outage, inSpan));
    inSpan.accept(visits.longest(partner));
    return calls;
  }

  private void makeHour(Instant hour, Consumer<Call> to) {
    SplittableRandom random = new SplittableRandom(hour.getEpochSecond() * 0x9E3779B97F4A7C15L);
    double calls = callsPerHour * rhythm.growth(hour);
    for (int i = count(calls / callsPerTry, random); i > 0; i--) {
      long at = someTime(hour, random);
      Person person = people.pick(random);
      double activity = Rhythm.activity(person.kind(), person.country(), hour);
      if (random.nextDouble() < activity && person.isThere(hour)) {
        visits.make(person, at, random, to);
      }
    }
    crawl(hour, calls, random, to);
    watch(hour, random, to);
  }

  private void crawl(Instant hour, double calls, SplittableRandom random, Consumer<Call> to) {
    Stories.Span span = stories.noisyCrawler().span();
    if (!span.contains(hour)) {
      return;
    }
    long end = Micros.of(span.to());
    for (int i = count(calls * CRAWLER_PER_OTHER / Kind.CRAWLER.calls(), random); i > 0; i--) {
      visits.make(
          crawler,
          someTime(hour, random),
          random,
          call -> {
            if (call.micros() < end) {
              to.accept(call);
            }
          });
    }
  }

  /** What a partner's program makes of outages: it tries again at once, and for ever. */
  private void repeat(Stories.Outage outage, Consumer<Call> to) {
    SplittableRandom random = new SplittableRandom(outage.span().from().getEpochSecond());
    long from = Micros.of(outage.span().from());
    long length = Micros.of(outage.span().to()) - from;
    for (String operation : outage.operations()) {
      Route route = Visits.route(operation);
      for (int i = 0; i < repeated; i++) {
        visits.insist(partner, route, from + random.nextLong(length), random, to);
      }
    }
  }

  private void watch(Instant hour, SplittableRandom random, Consumer<Call> to) {
    long begin = Micros.of(hour);
    long every = Duration.ofHours(1).toMillis() * 1_000 / WATCHES_PER_HOUR;
    for (Service service : Service.values()) {
      for (int i = 0; i < WATCHES_PER_HOUR; i++) {
        if (random.nextDouble() < watched) {
          long at = begin + i * every + random.nextLong(2_000_000);
          visits.watch(monitor, service, at, random, to);
        }
      }
    }
  }

  private double perVisit(Kind kind) {
    return kind.calls() * meanActivity.getOrDefault(kind, 0.0);
  }

  private static int count(double mean, SplittableRandom random) {
    return (int) (mean + random.nextDouble());
  }

  private static long someTime(Instant hour, SplittableRandom random) {
    return Micros.of(hour) + random.nextLong(3_600_000_000L);
  }
}

package dev.footfall.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All who come: the same people for the same end of the year. */
final class People {
  private static final int CUSTOMERS = 1_900;
  private static final int PARTNERS = 60;
  private static final int STAFF = 40;
  private static final double SKEW = 0.75;

  /** Of the customers at the year's end, those that were there at its beginning. */
  private static final double OLD_CUSTOMERS = 0.6;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Weights<Country> countries =
      new Weights<>(List.of(Country.values()), Country::share);
  private final Stories stories;
  private final List<Person> all = new ArrayList<>();

  private People(Stories stories) {
    this.stories = stories;
  }

  static List<Person> of(Stories stories) {
    People people = new People(stories);
    // visits, so that the calls are 65, 20, 3 … in a hundred
    people.add(Kind.CUSTOMER, CUSTOMERS, 65);
    people.add(Kind.PARTNER, PARTNERS, 20);
    people.add(Kind.STAFF, STAFF, 3);
    people.add(Kind.TINKERER, 30, 2);
    people.add(Kind.CRAWLER, 6, 7);
    people.add(Kind.BURGLAR, 12, 1);
    return people.all;
  }

  static Person noisyCrawler() {
    return stranger(
        Kind.CRAWLER,
        "47.128.20.17",
        "Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)");
  }

  static Person monitor() {
    return stranger(Kind.MONITOR, "216.144.248.19", Kind.MONITOR.agents().get(0));
  }

  private static Person stranger(Kind kind, String address, String agent) {
    return new Person(
        kind, 0, null, Country.UNITED_STATES, address, agent, 1, Instant.MIN, Instant.MAX);
  }

  private void add(Kind kind, int count, double share) {
    double sum = 0;
    for (int i = 1; i <= count; i++) {
      sum += weight(i);
    }
    double visits = share / kind.calls() / Rhythm.meanActivity(kind);
    for (int i = 1; i <= count; i++) {
      all.add(person(kind, i, visits * weight(i) / sum));
    }
  }

  private Person person(Kind kind, int number, double visits) {
    Country country = countries.pick(random);
    List<String> agents = kind.agents();
    return new Person(
        kind,
        number,
        kind.group().isEmpty() ? null : Pseudonym.of(name(kind) + "-" + number),
        country,
        kind == Kind.CRAWLER ? "66.249.66." + random.nextInt(1, 255) : country.someAddress(random),
        agents.get(random.nextInt(agents.size())),
        visits,
        kind == Kind.CUSTOMER ? firstCall(number) : Instant.MIN,
        kind == Kind.CUSTOMER ? stories.lastCall(number) : Instant.MAX);
  }

  /** Those who come most were there first. */
  private Instant firstCall(int customer) {
    double place = (double) customer / CUSTOMERS;
    if (place <= OLD_CUSTOMERS) {
      return Instant.MIN;
    }
    double share = (place - OLD_CUSTOMERS) / (1 - OLD_CUSTOMERS);
    return stories
        .end()
        .minus(Rhythm.YEAR)
        .plus(Duration.ofSeconds((long) (share * Rhythm.YEAR.toSeconds())));
  }

  private static double weight(int number) {
    return Math.pow(number, -SKEW);
  }

  /** As in the examples, whose tokens these are. */
  private static String name(Kind kind) {
    return kind == Kind.CUSTOMER ? "customer" : kind == Kind.PARTNER ? "partner" : "staff";
  }
}

package dev.footfall.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A visit: some calls in a row, by one person. */
final class Visits {
  static final String PRODUCTION = "production";

  private static final long LONGEST_MICROS = Duration.ofMinutes(55).toMillis() * 1_000;
  private static final int RETRIES = 3;
  private static final double HEAVY_CALLS = 0.3;
  private static final double MOVED_AT_LAST = 0.7;
  private static final List<String> REFERRERS =
      List.of(
          "https://www.google.com/",
          "https://shop.example.com/",
          "https://duckduckgo.com/",
          "https://www.reddit.com/r/books",
          "https://news.ycombinator.com/");

  private final Stories stories;
  private final Releases releases;
  private final Weather weather;
  private final Weights<Route> customers = new Weights<>(Catalogue.ROUTES, Route::customers);
  private final Weights<Route> partners = new Weights<>(Catalogue.ROUTES, Route::partners);
  private final Weights<Route> open = new Weights<>(Catalogue.PUBLIC, Route::customers);
  private final Weights<Route> doors = new Weights<>(Catalogue.DOORS, route -> 1);
  private final Stories.HeavyUser heavy;
  private final Route heavyRoute;
  private final Stories.Migration migration;

  Visits(Stories stories) {
    this.stories = stories;
    releases = new Releases(stories);
    weather = new Weather(stories);
    heavy = stories.heavyUser();
    heavyRoute = route(heavy.operation());
    migration = stories.migration();
  }

  static Route route(String operation) {
    return Catalogue.ROUTES.stream()
        .filter(route -> route.operation().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  /** All calls of a visit, in their order. */
  void make(Person person, long beginMicros, SplittableRandom random, Consumer<Call> to) {
    Kind kind = person.kind();
    String session = Long.toHexString(random.nextLong() >>> 16);
    String referrer =
        kind == Kind.CUSTOMER && person.agent().startsWith("Mozilla")
            ? REFERRERS.get((int) (REFERRERS.size() * random.nextDouble() * random.nextDouble()))
            : null;
    boolean isStaged = kind == Kind.STAFF && random.nextInt(2) == 0;
    long at = beginMicros;
    // geometric: a visit may end after each call
    do {
      Route route = moved(route(person, random), at, random);
      Origin origin = origin(route.service(), isStaged, at, random);
      Call call = call(person, route, origin, at, random, session, referrer);
      to.accept(call);
      at += call.responseMicros() + pause(kind.gapMillis(), random);
      for (int i = 0; i < RETRIES && isOutage(call); i++) {
        call = call(person, route, origin, at, random, session, null);
        to.accept(call);
        at += call.responseMicros() + pause(6_000, random);
      }
      referrer = null;
    } while (at - beginMicros < LONGEST_MICROS && random.nextDouble() * kind.calls() > 1);
  }

  /** A program that repeats what fails all the time. */
  void insist(Person program, Route route, long at, SplittableRandom random, Consumer<Call> to) {
    Origin origin = origin(route.service(), false, at, random);
    to.accept(call(program, route, origin, at, random, "", null));
  }

  /** Whether the monitor finds a service well. */
  void watch(Person monitor, Service service, long at, SplittableRandom random, Consumer<Call> to) {
    Origin origin = origin(service, false, at, random);
    to.accept(call(monitor, Catalogue.health(service), origin, at, random, "", null));
  }

  Call longest(Person person) {
    Stories.LongestRequest longest = stories.longestRequest();
    Route route = route(longest.operation());
    long at = micros(longest.at());
    Origin origin = origin(route.service(), false, at, new SplittableRandom(1));
    return new Call(
        at,
        origin,
        person,
        route,
        "/v1/shipments/31807/label",
        200,
        longest.micros(),
        -1,
        1_893_204,
        null,
        "",
        null);
  }

  private Call call(
      Person person,
      Route route,
      Origin origin,
      long at,
      SplittableRandom random,
      String session,
      @Nullable String referrer) {
    Weather.End end = weather.of(person, route, origin, instant(at), random);
    boolean isSuccess = end.status() < 300;
    return new Call(
        at,
        origin,
        person,
        route,
        route.somePath(random),
        end.status(),
        end.micros(),
        route.hasBody() ? 120 + random.nextInt(900) : -1,
        isSuccess ? (int) (route.bytes() * (0.5 + random.nextDouble())) : end.status() / 4,
        end.error(),
        session,
        referrer);
  }

  private Route route(Person person, SplittableRandom random) {
    if (heavy.user().equals(person.user()) && random.nextDouble() < HEAVY_CALLS) {
      return heavyRoute;
    }
    return switch (person.kind()) {
      case PARTNER -> partners.pick(random);
      case CRAWLER -> open.pick(random);
      case BURGLAR -> doors.pick(random);
      default -> customers.pick(random);
    };
  }

  /** More and more callers use the next version. */
  private Route moved(Route route, long at, SplittableRandom random) {
    if (route.service() != Service.BOOKSHOP || !migration.routes().contains(route.template())) {
      return route;
    }
    Instant from = migration.span().from();
    double days = Duration.between(from, migration.span().to()).toDays();
    double passed = Duration.between(from, instant(at)).toMinutes() / 1_440.0 / days;
    double share = Math.max(0, Math.min(1, passed)) * MOVED_AT_LAST;
    return random.nextDouble() < share ? route.next() : route;
  }

  private Origin origin(Service service, boolean isStaged, long at, SplittableRandom random) {
    Instant time = instant(at);
    if (isStaged) {
      String version = releases.stagedVersion(service, time);
      return new Origin(service, "staging", service + "-staging", version);
    }
    int number = 1 + random.nextInt(service.instances());
    return new Origin(
        service,
        PRODUCTION,
        Releases.instance(service, number),
        releases.version(service, number, time));
  }

  private static boolean isOutage(Call call) {
    return call.status() >= 500 && call.responseMicros() >= 4_000_000;
  }

  private static long pause(int meanMillis, SplittableRandom random) {
    return (long) (-Math.log(1 - random.nextDouble()) * meanMillis * 1_000);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plusSeconds(micros / 1_000_000).plusNanos(micros % 1_000_000 * 1_000);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}

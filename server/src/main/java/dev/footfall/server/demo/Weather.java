package dev.footfall.server.demo;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What a call comes to: good and bad luck, and the stories that change it. */
final class Weather {
  private static final double SPREAD = 0.45;
  private static final double OUTAGE_HITS = 0.97;
  private static final double NEW_ERROR_HITS = 0.8;
  private static final long LONGEST_MICROS = 29_000_000;

  private final List<Stories.Outage> outages;
  private final Stories.SlowRelease slow;
  private final Stories.NewError newError;

  Weather(Stories stories) {
    outages = stories.outages();
    slow = stories.slowRelease();
    newError = stories.newError();
  }

  /**
   * How a call ends.
   *
   * @param error the exception's class, or null
   */
  record End(int status, long micros, @Nullable String error) {}

  End of(Person person, Route route, Origin origin, Instant time, SplittableRandom random) {
    Stories.Outage outage = outage(route, origin, time);
    if (outage != null && random.nextDouble() < OUTAGE_HITS) {
      long micros = 4_000_000 + random.nextLong(5_000_000);
      return new End(outage.status(), micros, outage.error());
    }
    long micros = micros(route, origin, time, random);
    if (!time.isBefore(newError.from())
        && origin.version().equals(newError.version())
        && route.operation().equals(newError.operation())
        && random.nextDouble() < NEW_ERROR_HITS) {
      return new End(500, micros, newError.error());
    }
    int status = status(person, route, random);
    String error = null;
    if (status == 500) {
      List<String> errors = origin.service().errors();
      error = errors.get(random.nextInt(3) / 2);
    }
    return new End(status, status == 401 || status == 429 ? micros / 8 : micros, error);
  }

  private Stories.@Nullable Outage outage(Route route, Origin origin, Instant time) {
    for (Stories.Outage outage : outages) {
      if (outage.span().contains(time)
          && outage.service().equals(origin.service().toString())
          && outage.operations().contains(route.operation())
          && origin.environment().equals(Visits.PRODUCTION)) {
        return outage;
      }
    }
    return null;
  }

  private long micros(Route route, Origin origin, Instant time, SplittableRandom random) {
    double load = 0.8 + 0.4 * Rhythm.activity(Kind.CUSTOMER, Country.GERMANY, time);
    double luck = Math.exp(SPREAD * random.nextGaussian());
    boolean isSlow =
        origin.version().equals(slow.version())
            && origin.service().toString().equals(slow.service());
    double micros = 1_000.0 * route.millis() * load * luck * (isSlow ? slow.factor() : 1);
    return Math.min(LONGEST_MICROS, (long) micros);
  }

  private static int status(Person person, Route route, SplittableRandom random) {
    double luck = random.nextDouble();
    if (route.template().isEmpty()) {
      return 404;
    }
    if (person.kind() == Kind.TINKERER && !Catalogue.PUBLIC.contains(route) && luck < 0.85) {
      return 401;
    }
    if (luck < 0.0025) {
      return 500;
    }
    if (luck < 0.0032) {
      return 504;
    }
    if (luck < 0.009) {
      return person.kind() == Kind.PARTNER ? 429 : person.user() == null ? success(route) : 401;
    }
    if (route.hasBody() && luck < 0.03) {
      return luck < 0.02 ? 400 : 409;
    }
    if (route.hasId() && luck < (person.kind() == Kind.CRAWLER ? 0.12 : 0.035)) {
      return 404;
    }
    boolean isCached =
        luck > 0.93 && route.method().equals("GET") && person.agent().startsWith("Mozilla");
    return isCached && person.kind() != Kind.MONITOR ? 304 : success(route);
  }

  private static int success(Route route) {
    return switch (route.method()) {
      case "POST" -> 201;
      case "DELETE" -> 204;
      default -> 200;
    };
  }
}

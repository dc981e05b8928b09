package dev.footfall.server.answer;

import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Period;
import dev.footfall.server.store.Extent;
import dev.footfall.server.store.Interruption;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The period that a filter means, with the ends that it leaves open. */
final class AskedPeriod {
  private AskedPeriod() {}

  static Period of(
      Filter filter, Store store, int projectId, Clock clock, Interruption interruption) {
    Instant from = filter.from();
    Instant to = filter.to();
    Extent known =
        from == null || to == null ? store.extent(projectId, filter.lock(), interruption) : null;
    if (to == null) {
      to = clock.instant().truncatedTo(ChronoUnit.MICROS);
      to = known == null ? to : later(to, after(known.lastMicros()));
      to = from == null ? to : later(to, from.plus(1, ChronoUnit.MICROS));
    }
    if (from == null) {
      Instant first = known == null ? to : Micros.toInstant(known.firstMicros());
      from = first.isBefore(to) ? first : to.minus(1, ChronoUnit.DAYS);
    }
    return new Period(from, to);
  }

  /** How an answer calls the zone. */
  static String zone(Filter filter) {
    ZoneId zone = filter.zone();
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private static Instant after(long micros) {
    return Micros.toInstant(micros + 1);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

package dev.footfall.server.oracle;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Moments of the fourteen months before an end, dense where calendars are hard. */
final class Moments {
  /** Clocks change by an hour, by half an hour, at midnight, and never. */
  static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Paris"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneOffset.UTC,
          ZoneId.of("America/Havana"),
          ZoneId.of("+05:30"));

  private static final int DAYS = 425;

  private final Random random;
  private final Instant end;
  private final Instant start;
  private final List<ZoneOffsetTransition> changes = new ArrayList<>();

  Moments(Random random, Instant end) {
    this.random = random;
    this.end = end;
    start = end.minus(Duration.ofDays(DAYS));
    for (ZoneId zone : ZONES) {
      ZoneOffsetTransition change = zone.getRules().nextTransition(start);
      while (change != null && change.getInstant().isBefore(end)) {
        changes.add(change);
        change = zone.getRules().nextTransition(change.getInstant());
      }
    }
  }

  List<ZoneOffsetTransition> changes() {
    return changes;
  }

  Instant next() {
    int kind = random.nextInt(100);
    Instant moment =
        kind < 40
            ? within(start, Duration.between(start, end))
            : kind < 55
                ? within(end.minus(Duration.ofDays(3)), Duration.ofDays(3))
                : kind < 85 ? aroundChange() : atBoundary(zone());
    return moment.isBefore(end) ? moment : end.minus(1, ChronoUnit.MICROS);
  }

  Instant within(Instant from, Duration length) {
    return from.plus((long) (random.nextDouble() * length.toMillis()) * 1000, ChronoUnit.MICROS)
        .plus(random.nextInt(1000), ChronoUnit.MICROS);
  }

  private Instant aroundChange() {
    Instant change = changes.get(random.nextInt(changes.size())).getInstant();
    Instant moment = within(change.minus(Duration.ofHours(3)), Duration.ofHours(6));
    return random.nextInt(3) > 0
        ? moment
        : moment.truncatedTo(ChronoUnit.MINUTES).minus(random.nextInt(2), ChronoUnit.MICROS);
  }

  /** The first microsecond of a day, week or month, or the last one before it. */
  private Instant atBoundary(ZoneId zone) {
    return day(zone).atStartOfDay(zone).toInstant().minus(random.nextInt(2), ChronoUnit.MICROS);
  }

  LocalDate day(ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(start, zone).plusDays(1 + random.nextInt(DAYS));
    switch (random.nextInt(4)) {
      case 0:
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case 1:
        return day.withDayOfMonth(1);
      case 2:
        return changes.get(random.nextInt(changes.size())).getDateTimeBefore().toLocalDate();
      default:
        return day;
    }
  }

  LocalTime fullHour() {
    return LocalTime.of(random.nextInt(24), 0);
  }

  /** Mostly one of the first four. */
  ZoneId zone() {
    return ZONES.get(random.nextInt(random.nextInt(4) > 0 ? 4 : ZONES.size()));
  }
}

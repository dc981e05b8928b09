package dev.footfall.server.oracle;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The parts of a period, found by walking the calendar of a zone. */
final class Buckets {
  static final List<String> NAMES = List.of("1m", "5m", "15m", "1h", "6h", "1d", "1w", "1mo");
  static final int MAX = 10_000;

  private static final int AUTOMATIC = 200;

  private final String name;
  private final ZoneId zone;
  private final long[] starts;

  /** The parts that hold something of a period, the first beginning at its beginning or before. */
  Buckets(String name, ZoneId zone, long from, long to) {
    this.name = name;
    this.zone = zone;
    List<Instant> found = new ArrayList<>();
    Instant first = Request.instant(from);
    Instant end = Request.instant(to);
    Duration length = shortLength(name);
    Instant start =
        length == null ? calendarStart(first.atZone(zone).toLocalDate()) : floor(first, length);
    while (start.isBefore(end) && found.size() <= MAX) {
      Instant next = length == null ? calendarNext(start) : next(start, length);
      if (next.isAfter(first)) {
        found.add(start);
      }
      start = next;
    }
    starts = found.stream().mapToLong(Request::micros).toArray();
  }

  /** Those of the finest name that gives few enough. */
  static Buckets automatic(ZoneId zone, long from, long to) {
    for (String name : NAMES) {
      Buckets buckets = new Buckets(name, zone, from, to);
      if (buckets.count() <= AUTOMATIC) {
        return buckets;
      }
    }
    return new Buckets("1mo", zone, from, to);
  }

  String name() {
    return name;
  }

  int count() {
    return starts.length;
  }

  int of(long micros) {
    int place = Arrays.binarySearch(starts, micros);
    return place >= 0 ? place : -place - 2;
  }

  OffsetDateTime start(int number) {
    return Request.instant(starts[number]).atZone(zone).toOffsetDateTime();
  }

  private static Duration shortLength(String name) {
    switch (name) {
      case "1m":
        return Duration.ofMinutes(1);
      case "5m":
        return Duration.ofMinutes(5);
      case "15m":
        return Duration.ofMinutes(15);
      case "1h":
        return Duration.ofHours(1);
      default:
        return null;
    }
  }

  /** The last full hour or minute of the clock, or where the clock was changed since. */
  private Instant floor(Instant instant, Duration length) {
    ZoneOffset offset = zone.getRules().getOffset(instant);
    long local = instant.getEpochSecond() + offset.getTotalSeconds();
    Instant start =
        Instant.ofEpochSecond(
            local - Math.floorMod(local, length.toSeconds()) - offset.getTotalSeconds());
    ZoneOffsetTransition change = zone.getRules().previousTransition(instant.plusNanos(1));
    return change != null && change.getInstant().isAfter(start) ? change.getInstant() : start;
  }

  private Instant next(Instant start, Duration length) {
    ZoneOffset offset = zone.getRules().getOffset(start);
    long local = start.getEpochSecond() + offset.getTotalSeconds();
    Instant next = start.plusSeconds(length.toSeconds() - Math.floorMod(local, length.toSeconds()));
    ZoneOffsetTransition change = zone.getRules().nextTransition(start);
    return change != null && change.getInstant().isBefore(next) ? change.getInstant() : next;
  }

  private Instant calendarStart(LocalDate date) {
    switch (name) {
      case "1w":
        return at(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay());
      case "1mo":
        return at(date.withDayOfMonth(1).atStartOfDay());
      default:
        return at(date.atStartOfDay());
    }
  }

  private Instant calendarNext(Instant start) {
    LocalDateTime local = start.atZone(zone).toLocalDateTime();
    switch (name) {
      case "6h":
        return at(local.toLocalDate().atStartOfDay().plusHours((local.getHour() / 6 + 1) * 6L));
      case "1d":
        return at(local.toLocalDate().plusDays(1).atStartOfDay());
      case "1w":
        return at(local.toLocalDate().plusWeeks(1).atStartOfDay());
      case "1mo":
        return at(local.toLocalDate().plusMonths(1).atStartOfDay());
      default:
        throw new IllegalArgumentException(name);
    }
  }

  /** The first moment at which the clock shows this time, or has passed it. */
  private Instant at(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
  }
}

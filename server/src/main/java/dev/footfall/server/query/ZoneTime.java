package dev.footfall.server.query;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/** From a zone's clock to instants. */
final class ZoneTime {
  private ZoneTime() {}

  /**
   * When the zone's clock first shows this: the earlier one of two times, and where the clock is
   * set forward over it the moment of that change.
   */
  static Instant first(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : ZonedDateTime.of(local, zone).toInstant();
  }
}

package dev.footfall.server.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a zone's clock is ahead of UTC: what hours and weekdays are computed with.
 *
 * @param from it holds from here on, until the next one's
 * @param seconds behind when negative
 */
public record Offset(Instant from, int seconds) {

  /** The offsets of a period, in order; the first one's {@code from} is the period's. */
  public static List<Offset> over(ZoneId zone, Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    List<Offset> offsets = new ArrayList<>();
    offsets.add(new Offset(from, rules.getOffset(from).getTotalSeconds()));
    ZoneOffsetTransition change = rules.nextTransition(from);
    while (change != null && change.getInstant().isBefore(to)) {
      offsets.add(new Offset(change.getInstant(), change.getOffsetAfter().getTotalSeconds()));
      change = rules.nextTransition(change.getInstant());
    }
    return offsets;
  }
}

package dev.footfall.spring;

import dev.footfall.Analytics;
import dev.footfall.DropReason;
import dev.footfall.Stats;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What both of Boot's health indicators tell. */
final class HealthDetails {

  static final String FAILURE = "failure";

  private HealthDetails() {}

  /** The detail {@link #FAILURE} is there only while records cannot be delivered. */
  static Map<String, Object> of(Analytics analytics) {
    Map<String, Object> details = new LinkedHashMap<>();
    Stats stats = analytics.stats();
    details.put("destination", withoutKey(analytics.destination()));
    details.put("recorded", stats.recorded());
    details.put("delivered", stats.delivered());
    details.put("queued", stats.queued() + stats.inFlight() + stats.spooled());
    Map<String, Long> dropped = new LinkedHashMap<>();
    for (DropReason reason : DropReason.values()) {
      long records = stats.dropped().getOrDefault(reason, 0L);
      if (records > 0) {
        dropped.put(reason.name().toLowerCase(Locale.ROOT), records);
      }
    }
    details.put("dropped", dropped);
    String failure = analytics.failure();
    if (failure != null) {
      details.put(FAILURE, failure);
    }
    return details;
  }

  /** The URL without the key's fingerprint behind it. */
  private static String withoutKey(String destination) {
    int fingerprint = destination.indexOf('#');
    return fingerprint < 0 ? destination : destination.substring(0, fingerprint);
  }
}

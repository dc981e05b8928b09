package dev.footfall;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what delivery does: one line at start, the first failure with its remedy, repeats summed up
 * once a minute, the recovery. Tells the listener too, and contains what it throws. Never the key.
 * Shipper's thread only.
 */
final class DeliveryLog {

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");
  private static final long SUMMARY_NANOS = 60_000_000_000L;
  private static final long BUDGET_SUMMARY_NANOS = 60 * SUMMARY_NANOS;

  private final Config config;
  private final ListenerCalls listener;
  private final Map<Batch.Kind, Trouble> troubles = new EnumMap<>(Batch.Kind.class);
  private volatile @Nullable String failure;
  private long brokenSaidAt;
  private boolean brokenBefore;
  private long budgetSaidAt;
  private final Map<DropReason, Unsaid> drops = new EnumMap<>(DropReason.class);

  private static final class Trouble {
    private final long since;
    private int failures;
    private boolean hopeless;
    private long saidAt;
    private String detail = "";

    Trouble(long since) {
      this.since = since;
    }
  }

  private static final class Unsaid {
    private long records;
    private String detail = "";
    private boolean saidBefore;
    private long saidAt;
  }

  DeliveryLog(Config config) {
    this.config = config;
    listener = new ListenerCalls(config);
  }

  static void created(Config config) {
    if (!config.values.enabled) {
      log.info("Footfall is switched off; nothing is recorded");
      return;
    }
    log.info(
        "Footfall records to {} at privacy level {} ({}), every {}{}",
        config.values.serverUrl,
        config.values.privacyLevel.level(),
        config.values.privacyLevel,
        config.values.flushInterval == null
            ? "60 s or as the server advertises"
            : lasting(config.values.flushInterval),
        config.values.spoolDirectory == null
            ? ""
            : "; the spool is " + config.values.spoolDirectory);
    if (!config.hasUuidKey() && !config.hasToken()) {
      log.warn(
          "Footfall: the apiKey is no UUID, and servers give out UUIDs only; check it for a typing"
              + " error");
    }
  }

  void delivered(long now, Batch.Kind kind, int records) {
    Trouble over = troubles.get(kind);
    settled(kind);
    if (over != null) {
      log.info(
          "Footfall delivers {}to {} again, after {} and {} failed posts",
          named(kind),
          config.values.serverUrl,
          lasting(now - over.since),
          over.failures);
    }
    if (records > 0) {
      listener.delivered(records);
    }
  }

  /** What was wrong with this kind is so no longer, or does not matter any more. */
  void settled(Batch.Kind kind) {
    troubles.remove(kind);
    failure = sentence();
  }

  /** A post failed and is tried again. */
  void failed(long now, Batch.Kind kind, String detail, boolean isHopeless) {
    Trouble trouble = troubles.computeIfAbsent(kind, k -> new Trouble(now));
    trouble.failures++;
    trouble.detail = Quote.withoutStop(detail);
    failure = sentence();
    boolean worse = isHopeless && !trouble.hopeless;
    if (!worse && trouble.failures > 1 && now - trouble.saidAt < SUMMARY_NANOS) {
      return;
    }
    trouble.saidAt = now;
    if (worse) {
      trouble.hopeless = true;
      log.error(
          "Footfall cannot deliver {}to {}: {}. Records are kept, within bounds; it is tried again"
              + " every 10 minutes",
          named(kind),
          config.values.serverUrl,
          Quote.withoutStop(detail));
    } else if (trouble.failures == 1) {
      log.warn(
          "Footfall could not deliver {}to {}: {}. Records are kept, within bounds, and sent again",
          named(kind),
          config.values.serverUrl,
          Quote.withoutStop(detail));
    } else {
      log.warn(
          "Footfall still could not deliver {}to {}: {} posts failed in {}, the last with: {}",
          named(kind),
          config.values.serverUrl,
          trouble.failures,
          lasting(now - trouble.since),
          Quote.withoutStop(detail));
    }
  }

  /** As {@link Analytics#failure}. From any thread. */
  @Nullable String failure() {
    return failure;
  }

  /** Why the last post failed, of requests rather than of events; null if it did not. */
  @Nullable String lastDetail() {
    return troubles.isEmpty() ? null : troubles.values().iterator().next().detail;
  }

  private @Nullable String sentence() {
    String detail = lastDetail();
    return detail == null
        ? null
        : "%s do not arrive at %s: %s."
            .formatted(
                troubles.containsKey(Batch.Kind.REQUESTS) ? "Records" : "Events",
                config.values.serverUrl,
                detail);
  }

  /** Requests are what everybody expects; events are named. */
  private static String named(Batch.Kind kind) {
    return kind == Batch.Kind.EVENTS ? "events " : "";
  }

  private static String lasting(long nanos) {
    return lasting(Duration.ofNanos(nanos));
  }

  /** A duration as people write it: {@code 3 min 8 s}. */
  static String lasting(Duration d) {
    if (d.toHours() > 0) {
      return d.toHours() + " h" + (d.toMinutesPart() > 0 ? " " + d.toMinutesPart() + " min" : "");
    }
    if (d.toMinutes() > 0) {
      return d.toMinutes() + " min" + (d.toSecondsPart() > 0 ? " " + d.toSecondsPart() + " s" : "");
    }
    return d.toMillis() >= 1_000 ? d.toSeconds() + " s" : d.toMillis() + " ms";
  }

  /** A post was refused since the key's budget is used up: no failure, others use it as well. */
  void budgetShared(long now, long spacingNanos) {
    if (budgetSaidAt == 0 || now - budgetSaidAt >= BUDGET_SUMMARY_NANOS) {
      budgetSaidAt = now;
      log.info(
          "Footfall: {} takes no more posts just now; other processes probably use the same apiKey."
              + " Posts are {} s apart for the time being and get bigger; records wait, within bounds",
          config.values.serverUrl,
          spacingNanos / 1_000_000_000);
    }
  }

  void unknownFramework(String label, String instead) {
    log.warn(
        "Footfall: {} does not know the framework {}; records go there as {} from now on",
        config.values.serverUrl,
        label,
        instead);
  }

  void dropped(long now, long records, DropReason reason, String detail) {
    if (records == 0) {
      return;
    }
    String said = Quote.withoutStop(detail);
    Unsaid unsaid = drops.computeIfAbsent(reason, r -> new Unsaid());
    unsaid.records += records;
    unsaid.detail = said;
    say(now, reason, unsaid);
    listener.dropped(records, reason, said);
  }

  private static void say(long now, DropReason reason, Unsaid unsaid) {
    if (unsaid.records > 0 && (!unsaid.saidBefore || now - unsaid.saidAt >= SUMMARY_NANOS)) {
      log.warn("Footfall lost {} records ({}): {}", unsaid.records, reason, unsaid.detail);
      unsaid.records = 0;
      unsaid.saidBefore = true;
      unsaid.saidAt = now;
    }
  }

  /** Close could not wait for the shipper any longer. */
  void hangs(Duration timeout) {
    log.warn(
        "Footfall: close gave up after {}; the disk of the spool or a DeliveryListener may hang",
        lasting(timeout));
  }

  /** The last word. */
  void closed(Stats stats) {
    drops.forEach(
        (reason, unsaid) -> {
          unsaid.saidBefore = false;
          say(0, reason, unsaid);
        });
    if (stats.spooled() > 0) {
      log.info("Footfall is closed; {} records wait in the spool to be sent", stats.spooled());
    }
  }

  void broken(long now, Throwable e) {
    if (!brokenBefore || now - brokenSaidAt >= SUMMARY_NANOS) {
      brokenBefore = true;
      brokenSaidAt = now;
      log.error("Footfall: a fault in the shipper; it goes on", e);
    }
  }

  /** Says what was held back, and tells the listener; the accounts are up to date. */
  void turnEnds(long now) {
    drops.forEach((reason, unsaid) -> say(now, reason, unsaid));
    listener.tell(now);
  }
}

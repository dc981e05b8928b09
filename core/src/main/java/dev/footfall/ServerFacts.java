package dev.footfall;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the answers so far have told about the server. Shipper's thread only. */
final class ServerFacts {

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
  private static final int MAX_HOSTED_RECORDS = 2_000;
  private static final int MAX_HOSTED_BYTES = 2_000_000;
  private static final long DENIAL_NANOS = Duration.ofMinutes(10).toNanos();
  private static final String KNOWN_LABEL = "Express";

  private final Config config;
  private @Nullable Boolean footfall;
  private long learnedAt;
  private @Nullable Duration advertised;
  private String framework;

  ServerFacts(Config config) {
    this.config = config;
    framework = config.values.framework == null ? "Java" : config.values.framework;
  }

  void learn(long now, Answer answer) {
    if (answer.footfallServer() != null) {
      footfall = true;
      if (answer.flushInterval() != null) {
        advertised = answer.flushInterval();
      }
    } else if (!isFootfall() && isDefinite(answer.status())) {
      footfall = false;
      learnedAt = now;
    }
  }

  /** A proxy's redirection, login page or failure says nothing about what stands behind it. */
  private static boolean isDefinite(int status) {
    return status == 201 || status == 400 || status == 404;
  }

  /** Whether the server has said that it is a Footfall server. */
  boolean isFootfall() {
    return Boolean.TRUE.equals(footfall);
  }

  /** Whether no answer has told what the server is, or too long ago to deny it an event. */
  boolean isUnknown(long now) {
    return footfall == null || (!footfall && now - learnedAt > DENIAL_NANOS);
  }

  Duration flushInterval() {
    if (config.values.flushInterval != null) {
      return config.values.flushInterval;
    }
    return advertised == null ? DEFAULT_INTERVAL : advertised;
  }

  int maxBatch() {
    return isFootfall()
        ? config.values.maxBatch
        : Math.min(config.values.maxBatch, MAX_HOSTED_RECORDS);
  }

  /** How big a batch may grow, given what this process is set to. */
  int maxBatchBytes(int own) {
    return isFootfall() ? own : Math.min(own, MAX_HOSTED_BYTES);
  }

  /**
   * Whether the server takes the batch in one post. One that an earlier process has formed for a
   * Footfall server may be too big where this one has not met any; a last record may go beyond.
   */
  boolean takesWhole(Batch batch) {
    return isFootfall()
        || batch.count() == 1
        || (batch.count() <= MAX_HOSTED_RECORDS && batch.bytes() <= 2 * MAX_HOSTED_BYTES);
  }

  String framework() {
    return framework;
  }

  /** The service does not know the label: another one, that it knows, is used from here on. */
  boolean useKnownFramework() {
    if (framework.equals(KNOWN_LABEL)) {
      return false;
    }
    framework = KNOWN_LABEL;
    return true;
  }
}

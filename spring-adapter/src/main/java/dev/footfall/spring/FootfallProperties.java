package dev.footfall.spring;

import dev.footfall.Config;
import dev.footfall.Extra;
import dev.footfall.PrivacyLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * The settings of {@link Config.Builder} as properties. What is not set is left at the client's own
 * default; a text that is blank counts as not set, save for the secret.
 *
 * @param apiKey The project's key. Without it nothing is recorded.
 * @param serverUrl Where batches go.
 * @param privacyLevel What happens to the client's address, by name or by number: 0, 1 or 2.
 * @param framework The label under which records are shown.
 * @param service The name of the service that records come from. Defaults to the value of
 *     'spring.application.name', if there is one.
 * @param environment Where the service runs, such as 'production'.
 * @param instance Which instance of the service this is. Defaults to a random id.
 * @param version The service's release.
 * @param hashUserIds A secret under which user ids leave as pseudonyms only. Off unless set.
 * @param include Fields to add to each record. 'ROUTE' and 'ERROR' are there by default.
 * @param omit Fields to leave out of each record, those that are there by default too.
 * @param exclude Globs of paths that are not recorded, such as '/health' or '/internal/**'.
 * @param sampleRate The share of requests to record, 0.000001 to 1.
 * @param trustedProxies Addresses or CIDR blocks of the proxies whose forwarding headers are
 *     believed, or 'none'. Defaults to loopback, link-local and private ranges.
 * @param clientIpHeaders The headers in which a trusted proxy names the client.
 * @param flushInterval How often batches leave, 100 ms to 1 h. Defaults to 60 s, or to what a
 *     Footfall server advertises.
 * @param maxQueued How many records may wait for being sent, 1 to 10,000,000.
 * @param maxBufferedBytes How many bytes of formed batches may wait in memory, at least 100,000.
 * @param dropOldest Whether a full buffer drops its oldest batch instead of what is new.
 * @param maxBatch How many records a post may carry, 1 to 20,000. More than 2,000 go to a Footfall
 *     server only.
 * @param maxAge How old an unsent record may grow, 1 s to 30 d.
 * @param spoolDirectory A directory for records that must survive the process. None unless set.
 * @param maxSpoolBytes How many bytes the spool may hold, at least 1,000,000.
 * @param shutdownTimeout How long the end of the application may wait for records to be sent, 0 to
 *     5 min.
 * @param enabled Whether anything is recorded at all.
 */
@ConfigurationProperties("footfall")
record FootfallProperties(
    @Nullable String apiKey,
    @Nullable String serverUrl,
    @Nullable PrivacyLevel privacyLevel,
    @Nullable String framework,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String instance,
    @Nullable String version,
    @Nullable String hashUserIds,
    @Nullable Set<Extra> include,
    @Nullable Set<Extra> omit,
    @Nullable List<String> exclude,
    @Nullable Double sampleRate,
    @Nullable List<String> trustedProxies,
    @Nullable List<String> clientIpHeaders,
    @Nullable Duration flushInterval,
    @Nullable Integer maxQueued,
    @Nullable DataSize maxBufferedBytes,
    @Nullable Boolean dropOldest,
    @Nullable Integer maxBatch,
    @Nullable Duration maxAge,
    @Nullable Path spoolDirectory,
    @Nullable DataSize maxSpoolBytes,
    @Nullable Duration shutdownTimeout,
    @Nullable Boolean enabled) {

  private static final String NOT_ONE = "none";

  /**
   * A builder with these settings.
   *
   * @throws BadPropertyException if a value breaks its setting's rule
   */
  Config.Builder toBuilder(Environment environment) {
    if (!StringUtils.hasText(apiKey)) {
      // Generated ahead of time, when the key was not known yet, and there is none now either.
      LoggerFactory.getLogger("dev.footfall").info(OnDestination.NO_KEY);
      return Config.builder("none").enabled(false);
    }
    Config.Builder builder = builder(apiKey);
    // A blank address or secret is a mistake that must not send records to somebody else, or user
    // ids as they are.
    set("server-url", serverUrl, builder::serverUrl);
    set("hash-user-ids", hashUserIds, builder::hashUserIds);
    set("privacy-level", privacyLevel, builder::privacyLevel);
    text("framework", framework, builder::framework);
    text("service", environment.getProperty("spring.application.name"), builder::service);
    text("service", service, builder::service);
    text("environment", this.environment, builder::environment);
    text("instance", instance, builder::instance);
    text("version", version, builder::version);
    set("include", include, extras -> builder.include(extras.toArray(Extra[]::new)));
    set("omit", omit, extras -> builder.omit(extras.toArray(Extra[]::new)));
    set("exclude", exclude, globs -> builder.exclude(array(globs)));
    set("sample-rate", sampleRate, builder::sampleRate);
    set("trusted-proxies", trustedProxies, blocks -> builder.trustedProxies(array(blocks)));
    set("client-ip-headers", clientIpHeaders, names -> builder.clientIpHeaders(array(names)));
    set("flush-interval", flushInterval, builder::flushInterval);
    set("max-queued", maxQueued, builder::maxQueued);
    set("max-buffered-bytes", maxBufferedBytes, size -> builder.maxBufferedBytes(size.toBytes()));
    set("drop-oldest", dropOldest, builder::dropOldest);
    set("max-batch", maxBatch, builder::maxBatch);
    set("max-age", maxAge, builder::maxAge);
    set("spool-directory", spoolDirectory, builder::spoolDirectory);
    set("max-spool-bytes", maxSpoolBytes, size -> builder.maxSpoolBytes(size.toBytes()));
    set("shutdown-timeout", shutdownTimeout, builder::shutdownTimeout);
    set("enabled", enabled, builder::enabled);
    return builder;
  }

  private static Config.Builder builder(String apiKey) {
    try {
      return Config.builder(apiKey.trim());
    } catch (IllegalArgumentException e) {
      throw new BadPropertyException(OnDestination.API_KEY, e);
    }
  }

  private static void text(String name, @Nullable String value, Consumer<String> setter) {
    set(name, StringUtils.hasText(value) ? value : null, setter);
  }

  private static <T> void set(String name, @Nullable T value, Consumer<T> setter) {
    if (value != null) {
      try {
        setter.accept(value);
      } catch (IllegalArgumentException e) {
        throw new BadPropertyException("footfall." + name, e);
      }
    }
  }

  /** As in the client's other sources of settings, {@code none} is the empty list. */
  private static String[] array(List<String> values) {
    boolean none = values.size() == 1 && values.get(0).trim().equalsIgnoreCase(NOT_ONE);
    return none ? new String[0] : values.stream().map(String::trim).toArray(String[]::new);
  }

  /** Never the key, nor the secret. */
  @Override
  public String toString() {
    return "FootfallProperties[serverUrl=%s, privacyLevel=%s]".formatted(serverUrl, privacyLevel);
  }
}

package dev.footfall;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client's settings. Immutable and thread-safe; made by {@link #builder} or {@link
 * #fromEnvironment}. Every builder method checks its value at once and fails with an {@link
 * IllegalArgumentException} that names the setting, the rule and the value.
 */
public final class Config {

  final String apiKey;
  final String destination;

  /** This configuration's own; never changed. */
  final Values values;

  private Config(String apiKey, Values values) {
    this.apiKey = apiKey;
    this.values = values;
    destination = values.serverUrl + "#" + fingerprint(apiKey);
    if (values.instance == null) {
      values.instance = UUID.randomUUID().toString();
    }
  }

  /**
   * Whether a mapper or {@code excludeIf} is set, and may ask a request for anything. For adapters:
   * without, what is costly to find out about a request need not be found out.
   */
  public boolean hasMappers() {
    return values.hasMappers();
  }

  /** Whether it is a token of a Footfall server, which may have less than a key. */
  boolean hasToken() {
    return apiKey.matches("fft_[\\w-]{43}");
  }

  /** Whether the key looks like one that servers give out. */
  boolean hasUuidKey() {
    return apiKey.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  }

  private static String fingerprint(String apiKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * Begins a configuration.
   *
   * @param apiKey the project's key, as the server's start page or {@code POST /api/generate} gives
   * @throws IllegalArgumentException if the key is blank or could not be sent in a header
   */
  public static Builder builder(String apiKey) {
    return new Builder(apiKey, new Values());
  }

  /**
   * Reads the settings from environment variables: {@code FOOTFALL_API_KEY}, and each setting by
   * its name in capitals, such as {@code FOOTFALL_FLUSH_INTERVAL=5s}. Lists are separated by
   * commas. An empty variable counts as not set, but for those whose default sends more or
   * elsewhere: server URL, privacy level and the secret for user ids. A variable that is no
   * setting's is warned of. With {@code FOOTFALL_ENABLED=false} no key is needed.
   *
   * @throws IllegalArgumentException if {@code FOOTFALL_API_KEY} is missing or a value is bad
   */
  public static Config fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  static Config fromEnvironment(Map<String, String> environment) {
    String apiKey = environment.get("FOOTFALL_API_KEY");
    if (apiKey == null || apiKey.isBlank()) {
      if ("false".equalsIgnoreCase(environment.get("FOOTFALL_ENABLED"))) {
        return builder("none").enabled(false).build();
      }
      throw new IllegalArgumentException("FOOTFALL_API_KEY is not set in the environment");
    }
    Builder builder = builder(apiKey);
    Settings.setAll(builder, environment);
    return builder.build();
  }

  /**
   * The names that {@link Builder#set} knows, in the order of the table of settings in README: all
   * settings but mappers and objects. For adapters that take them as text.
   */
  public static Set<String> settingNames() {
    return Settings.names();
  }

  /** A builder that starts from these settings; the instance's id stays the same. */
  public Builder toBuilder() {
    return new Builder(apiKey, values.copy());
  }

  /** These settings, with this framework label if none was set. For adapters. */
  public Config orFramework(String label) {
    return values.framework != null ? this : toBuilder().framework(label).build();
  }

  /** Destination and privacy level; never the key. */
  @Override
  public String toString() {
    return "Config[serverUrl=%s, privacyLevel=%s]".formatted(values.serverUrl, values.privacyLevel);
  }

  /** The optional settings, at their defaults until set. Not thread-safe. */
  public static final class Builder {
    private final String apiKey;
    private final Values values;

    private Builder(String apiKey, Values values) {
      requireNonNull(apiKey, "apiKey is null");
      check(!apiKey.isBlank(), "apiKey is blank");
      check(
          apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f),
          "apiKey has characters other than visible ASCII");
      this.apiKey = apiKey;
      this.values = values;
    }

    /**
     * Where batches go. Default: the hosted service, {@code https://www.apianalytics-server.com}. A
     * path is kept, for a server behind a proxy's prefix.
     */
    public Builder serverUrl(String serverUrl) {
      values.serverUrl = ServerUrl.of(requireNonNull(serverUrl, "serverUrl is null"));
      return this;
    }

    /** What happens to the client's address. Default: {@link PrivacyLevel#FULL}. */
    public Builder privacyLevel(PrivacyLevel privacyLevel) {
      values.privacyLevel = requireNonNull(privacyLevel, "privacyLevel is null");
      return this;
    }

    /** As {@link #privacyLevel(PrivacyLevel)}, by its number 0, 1 or 2. */
    public Builder privacyLevel(int level) {
      return privacyLevel(PrivacyLevel.of(level));
    }

    /** The framework's label. Default: {@code Java}, or what the adapter is for. */
    public Builder framework(String framework) {
      values.framework = notBlank("framework", framework);
      return this;
    }

    /** The name of the service that records come from, sent once per batch. Default: none. */
    public Builder service(String service) {
      values.service = notBlank("service", service);
      return this;
    }

    /** Where the service runs, such as {@code production}, sent once per batch. Default: none. */
    public Builder environment(String environment) {
      values.environment = notBlank("environment", environment);
      return this;
    }

    /** Which instance of the service this is. Default: a random id per configuration. */
    public Builder instance(String instance) {
      values.instance = notBlank("instance", instance);
      return this;
    }

    /** The service's release, sent once per batch. Default: none. */
    public Builder version(String version) {
      values.version = notBlank("version", version);
      return this;
    }

    /**
     * Sends user ids as pseudonyms only: 22 characters of HMAC-SHA-256 under this secret. Default:
     * off. Needed where the mapper gives a credential.
     */
    public Builder hashUserIds(String secret) {
      requireNonNull(secret, "hashUserIds is null");
      check(!secret.isBlank(), "hashUserIds is blank");
      values.userIdSecret = secret;
      return this;
    }

    /** Adds fields to each record. Default: {@link Extra#ROUTE} and {@link Extra#ERROR}. */
    public Builder include(Extra... extras) {
      Set<Extra> all = new HashSet<>(values.extras);
      all.addAll(Arrays.asList(extras));
      values.extras = Set.copyOf(all);
      return this;
    }

    /** Leaves fields out of each record, those that are there by default too. */
    public Builder omit(Extra... extras) {
      Set<Extra> left = new HashSet<>(values.extras);
      Arrays.asList(extras).forEach(left::remove);
      values.extras = Set.copyOf(left);
      return this;
    }

    /**
     * Leaves out requests whose raw path matches one of these, in addition to those named before.
     * {@code *} stays within a segment, {@code **} does not; {@code /internal/**} matches {@code
     * /internal} too. Default: none.
     */
    public Builder exclude(String... pathGlobs) {
      List<PathGlob> all = new ArrayList<>(values.exclusions);
      for (String glob : requireNonNull(pathGlobs, "exclude is null")) {
        requireNonNull(glob, "exclude is null");
        all.add(PathGlob.of(glob));
      }
      values.exclusions = List.copyOf(all);
      return this;
    }

    /**
     * Leaves out requests for which this holds. Runs on the thread that completes the request; one
     * that throws leaves nothing out. Default: none.
     */
    public Builder excludeIf(Predicate<RequestView> excludeIf) {
      values.excludeIf = excludeIf;
      return this;
    }

    /** The share of requests to record, each with its weight: 0.000001 to 1. Default: 1. */
    public Builder sampleRate(double sampleRate) {
      check(
          sampleRate >= 0.000001 && sampleRate <= 1.0,
          "sampleRate is not within 0.000001–1: %s",
          sampleRate);
      values.sampleRate = sampleRate;
      return this;
    }

    /**
     * The proxies whose forwarding headers are believed, as addresses or CIDR blocks; replaces
     * those set before, and none means that only the peer's address counts. Default: loopback,
     * link-local and private ranges.
     */
    public Builder trustedProxies(String... cidrs) {
      values.trustedProxies = Arrays.stream(cidrs).map(String::trim).map(Cidr::of).toList();
      return this;
    }

    /**
     * The headers in which a trusted proxy names the client; replaces those set before. Where two
     * are there and name different clients, the address counts as unknown. Default: {@code
     * Forwarded}, {@code X-Forwarded-For}.
     */
    public Builder clientIpHeaders(String... names) {
      for (String name : names) {
        check(
            name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"),
            "clientIpHeaders is no header name: %s",
            name);
      }
      values.clientIpHeaders = List.of(names);
      return this;
    }

    /**
     * How often batches leave, 100 ms to 1 h. Default: 60 s, or what a Footfall server advertises.
     * A full batch leaves earlier, within the server's posting budget.
     */
    public Builder flushInterval(Duration flushInterval) {
      requireNonNull(flushInterval, "flushInterval is null");
      check(
          flushInterval.compareTo(Duration.ofMillis(100)) >= 0
              && flushInterval.compareTo(Duration.ofHours(1)) <= 0,
          "flushInterval is not within 100 ms–1 h: %s",
          Settings.written(flushInterval));
      values.flushInterval = flushInterval;
      return this;
    }

    /**
     * How many records may wait for the shipper, 1 to 10,000,000. Default: 10,000. Beyond, the
     * newest is dropped and counted as {@link DropReason#QUEUE_FULL}.
     */
    public Builder maxQueued(int maxQueued) {
      check(maxQueued >= 1, "maxQueued < 1: %s", maxQueued);
      check(maxQueued <= 10_000_000, "maxQueued > 10000000: %s", maxQueued);
      values.maxQueued = maxQueued;
      return this;
    }

    /**
     * How many bytes of formed batches may wait in memory, at least 100,000. Default: 16,000,000.
     * Beyond, records are dropped and counted as {@link DropReason#BUFFER_FULL}.
     */
    public Builder maxBufferedBytes(long maxBufferedBytes) {
      check(maxBufferedBytes >= 100_000, "maxBufferedBytes < 100000: %s", maxBufferedBytes);
      values.maxBufferedBytes = maxBufferedBytes;
      return this;
    }

    /** Whether a full buffer drops its oldest batch instead of what is new. Default: no. */
    public Builder dropOldest(boolean dropOldest) {
      values.dropOldest = dropOldest;
      return this;
    }

    /**
     * How many records a post may carry, 1 to 20,000; more than 2,000 go to a Footfall server only.
     * Default: 2,000.
     */
    public Builder maxBatch(int maxBatch) {
      check(maxBatch >= 1 && maxBatch <= 20_000, "maxBatch is not within 1–20000: %s", maxBatch);
      values.maxBatch = maxBatch;
      return this;
    }

    /**
     * How old an unsent record may grow, 1 s to 30 d; older ones expire. Default: 24 h. A Footfall
     * server knows a batch again for 7 d, so that only what is younger can never be stored twice.
     */
    public Builder maxAge(Duration maxAge) {
      requireNonNull(maxAge, "maxAge is null");
      check(
          maxAge.compareTo(Duration.ofSeconds(1)) >= 0,
          "maxAge < 1 s: %s",
          Settings.written(maxAge));
      check(
          maxAge.compareTo(Duration.ofDays(30)) <= 0,
          "maxAge > 30 d: %s",
          Settings.written(maxAge));
      values.maxAge = maxAge;
      return this;
    }

    /**
     * A directory for records that must survive the process; made if it is missing. A batch is
     * there before it is first sent, and what it gains while it grows twice a second or more: a
     * crash loses the last second at most. Files are readable by their owner only, and bound to the
     * server and the key. Clients may share it, of one process or many, up to 64 with the same
     * server and key; one that starts also sends what those that ended have left. Where the
     * directory cannot be used, the log says so and records live in memory only. Default: none,
     * records live in memory only.
     */
    public Builder spoolDirectory(Path spoolDirectory) {
      values.spoolDirectory = requireNonNull(spoolDirectory, "spoolDirectory is null");
      return this;
    }

    /**
     * How many bytes the spool of this client may hold, at least 1,000,000. Default: 256,000,000.
     * Beyond, records are dropped and counted as {@link DropReason#SPOOL_FULL}.
     */
    public Builder maxSpoolBytes(long maxSpoolBytes) {
      check(maxSpoolBytes >= 1_000_000, "maxSpoolBytes < 1000000: %s", maxSpoolBytes);
      values.maxSpoolBytes = maxSpoolBytes;
      return this;
    }

    /** How long {@code close} may take, 0 to 5 min. Default: 5 s. */
    public Builder shutdownTimeout(Duration shutdownTimeout) {
      requireNonNull(shutdownTimeout, "shutdownTimeout is null");
      check(
          !shutdownTimeout.isNegative() && shutdownTimeout.compareTo(Duration.ofMinutes(5)) <= 0,
          "shutdownTimeout is not within 0–5 min: %s",
          Settings.written(shutdownTimeout));
      values.shutdownTimeout = shutdownTimeout;
      return this;
    }

    /** Whether anything is recorded at all. Default: yes. */
    public Builder enabled(boolean enabled) {
      values.enabled = enabled;
      return this;
    }

    /**
     * A client to post with, for its proxy, TLS or DNS. Never closed by Footfall; its time-outs are
     * kept, and a call that has none gets 30 s. Default: a client of its own.
     */
    public Builder okHttpClient(OkHttpClient okHttpClient) {
      values.okHttpClient = okHttpClient;
      return this;
    }

    /** Hears what becomes of records. Default: none. */
    public Builder listener(DeliveryListener listener) {
      values.listener = listener;
      return this;
    }

    /** Maps the path that is recorded. Default: the raw path. */
    public Builder path(Function<RequestView, @Nullable String> mapper) {
      values.path = mapper;
      return this;
    }

    /** Maps the route template. Default: the one that the framework matched. */
    public Builder route(Function<RequestView, @Nullable String> mapper) {
      values.route = mapper;
      return this;
    }

    /** Maps the host name. Default: the host that was asked for. */
    public Builder hostname(Function<RequestView, @Nullable String> mapper) {
      values.hostname = mapper;
      return this;
    }

    /**
     * Maps the client's address; anything but an IP literal is left out. Not called at {@link
     * PrivacyLevel#NO_ADDRESS_SENT}. Default: the peer, or behind trusted proxies whom they name.
     */
    public Builder ipAddress(Function<RequestView, @Nullable String> mapper) {
      values.ipAddress = mapper;
      return this;
    }

    /** Maps the user agent. Default: the {@code User-Agent} header. */
    public Builder userAgent(Function<RequestView, @Nullable String> mapper) {
      values.userAgent = mapper;
      return this;
    }

    /** Maps the user's id; works at each privacy level. Default: none. */
    public Builder userId(Function<RequestView, @Nullable String> mapper) {
      values.userId = mapper;
      return this;
    }

    /** Maps the user's group, tenant or plan. Default: none. */
    public Builder userGroup(Function<RequestView, @Nullable String> mapper) {
      values.userGroup = mapper;
      return this;
    }

    /** Maps the session's id. Default: none. */
    public Builder sessionId(Function<RequestView, @Nullable String> mapper) {
      values.sessionId = mapper;
      return this;
    }

    /** Maps the referrer. Default: the {@code Referer} header if {@link Extra#REFERRER} is on. */
    public Builder referrer(Function<RequestView, @Nullable String> mapper) {
      values.referrer = mapper;
      return this;
    }

    /**
     * Sets one setting by its name, as environment variables and init-params do: {@code
     * set("flushInterval", "5s")}. Durations need a unit ({@code 500ms}, {@code 5s}, {@code 1m},
     * {@code 1h}, or ISO-8601), lists are separated by commas.
     *
     * @throws IllegalArgumentException if there is no such setting, or the value is bad
     */
    public Builder set(String name, String value) {
      Settings.set(this, name, value);
      return this;
    }

    /** The configuration, as it is set now; later settings do not change it. */
    public Config build() {
      return new Config(apiKey, values.copy());
    }

    private static String notBlank(String setting, String value) {
      requireNonNull(value, setting + " is null");
      check(!value.isBlank(), "%s is blank", setting);
      return WireText.clean(value);
    }

    private static void check(boolean holds, String rule, Object... values) {
      if (!holds) {
        throw new IllegalArgumentException(String.format(Locale.ROOT, rule, values));
      }
    }
  }
}

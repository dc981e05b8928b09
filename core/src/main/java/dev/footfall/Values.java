package dev.footfall;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The value that each setting has, at its default until a {@link Config.Builder} changes it. What a
 * {@link Config} holds is a copy that nobody changes any more; whatever a field refers to is
 * immutable or the user's own, so that a flat copy is enough.
 */
final class Values implements Cloneable {

  ServerUrl serverUrl = ServerUrl.of("https://www.apianalytics-server.com");
  PrivacyLevel privacyLevel = PrivacyLevel.FULL;
  @Nullable String framework;
  @Nullable String service;
  @Nullable String environment;
  @Nullable String version;
  @Nullable String instance;
  @Nullable String userIdSecret;
  Set<Extra> extras = Set.of(Extra.ROUTE, Extra.ERROR);
  List<PathGlob> exclusions = List.of();
  @Nullable Predicate<RequestView> excludeIf;
  double sampleRate = 1.0;
  List<Cidr> trustedProxies =
      Stream.of(
              "127.0.0.0/8",
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "169.254.0.0/16",
              "::1",
              "fc00::/7",
              "fe80::/10")
          .map(Cidr::of)
          .toList();
  List<String> clientIpHeaders = List.of("Forwarded", "X-Forwarded-For");
  @Nullable Duration flushInterval;
  int maxQueued = 10_000;
  long maxBufferedBytes = 16_000_000;
  boolean dropOldest;
  int maxBatch = 2_000;
  Duration maxAge = Duration.ofHours(24);
  @Nullable Path spoolDirectory;
  long maxSpoolBytes = 256_000_000;
  Duration shutdownTimeout = Duration.ofSeconds(5);
  boolean enabled = true;
  @Nullable OkHttpClient okHttpClient;
  @Nullable DeliveryListener listener;

  // The mappers; null where the request's own value is taken.
  @Nullable Function<RequestView, @Nullable String> path;
  @Nullable Function<RequestView, @Nullable String> route;
  @Nullable Function<RequestView, @Nullable String> hostname;
  @Nullable Function<RequestView, @Nullable String> ipAddress;
  @Nullable Function<RequestView, @Nullable String> userAgent;
  @Nullable Function<RequestView, @Nullable String> userId;
  @Nullable Function<RequestView, @Nullable String> userGroup;
  @Nullable Function<RequestView, @Nullable String> sessionId;
  @Nullable Function<RequestView, @Nullable String> referrer;

  boolean hasMappers() {
    return Stream.of(
            excludeIf, path, route, hostname, ipAddress, userAgent, userId, userGroup, sessionId,
            referrer)
        .anyMatch(Objects::nonNull);
  }

  Values copy() {
    try {
      return (Values) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }
}

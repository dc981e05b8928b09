package dev.footfall;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from a request what the configuration allows, on the request's own thread. What is off, and
 * at level 2 the address, is never asked for. A mapper that throws costs its field only.
 */
final class RequestReader {

  private static final Logger log = LoggerFactory.getLogger(RequestReader.class);

  /** Longer texts are cut here already, so that a full queue stays small; the wire holds less. */
  private static final int LONGEST_KEPT = 4_096;

  private final Values values;
  private final PathGlob[] exclusions;
  private final String[] forwardingHeaders;
  private final boolean readsAddress;
  private final boolean readsRoute;
  private final boolean readsError;
  private final boolean readsRare;
  private final ConcurrentMap<String, Boolean> failedBefore = new ConcurrentHashMap<>();

  RequestReader(Config config) {
    values = config.values;
    exclusions = values.exclusions.toArray(PathGlob[]::new);
    forwardingHeaders = values.clientIpHeaders.toArray(String[]::new);
    readsAddress = values.privacyLevel != PrivacyLevel.NO_ADDRESS_SENT;
    readsRoute = values.extras.contains(Extra.ROUTE);
    readsError = values.extras.contains(Extra.ERROR);
    readsRare =
        values.userGroup != null
            || values.sessionId != null
            || values.referrer != null
            || values.extras.contains(Extra.REFERRER)
            || values.extras.contains(Extra.TRACE_ID)
            || values.extras.contains(Extra.SIZES);
  }

  boolean excludes(RequestView request) {
    if (exclusions.length > 0) {
      String path = request.path();
      if (path != null) {
        for (PathGlob glob : exclusions) {
          if (glob.matches(path)) {
            return true;
          }
        }
      }
    }
    if (values.excludeIf != null) {
      try {
        return values.excludeIf.test(request);
      } catch (Throwable e) {
        warnOnce("excludeIf", e);
      }
    }
    return false;
  }

  Capture read(
      RequestView request,
      long finishedEpochMillis,
      int status,
      long elapsedNanos,
      @Nullable Throwable error,
      @Nullable Settlement settlement) {
    String address = null;
    String forwarded = null;
    if (readsAddress) {
      if (values.ipAddress != null) {
        address = map("ipAddress", values.ipAddress, request);
      } else {
        address = request.remoteAddress();
        forwarded = forwarded(request);
      }
    }
    return new Capture(
        finishedEpochMillis,
        elapsedNanos,
        status,
        kept(request.method()),
        values.path == null ? kept(request.path()) : map("path", values.path, request),
        readsRoute ? route(request) : null,
        values.hostname == null ? kept(request.host()) : map("hostname", values.hostname, request),
        address,
        forwarded,
        values.userAgent == null
            ? kept(request.header("User-Agent"))
            : map("userAgent", values.userAgent, request),
        values.userId == null ? null : map("userId", values.userId, request),
        readsRare || error != null ? rare(request, error) : null,
        settlement);
  }

  /** What is left when a request cannot even be read: that it was, how it ended and how long. */
  Capture unreadable(
      long finishedEpochMillis,
      int status,
      long elapsedNanos,
      @Nullable Settlement settlement,
      Throwable failure) {
    warnOnce("request", failure);
    return new Capture(
        finishedEpochMillis,
        elapsedNanos,
        status,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        settlement);
  }

  private @Nullable String route(RequestView request) {
    return values.route == null ? kept(request.route()) : map("route", values.route, request);
  }

  private @Nullable String forwarded(RequestView request) {
    String all = null;
    for (String header : forwardingHeaders) {
      String lines = request.headerLines(header);
      if (lines != null) {
        if (lines.length() > LONGEST_KEPT) {
          // The right-most hops are the ones that count.
          lines = lines.substring(lines.length() - LONGEST_KEPT);
        }
        all = all == null ? lines : all + ClientAddress.NEXT_HEADER + lines;
      }
    }
    return all;
  }

  private Capture.Rare rare(RequestView request, @Nullable Throwable error) {
    boolean sizes = values.extras.contains(Extra.SIZES);
    boolean referrer = values.extras.contains(Extra.REFERRER);
    return new Capture.Rare(
        values.userGroup == null ? null : map("userGroup", values.userGroup, request),
        values.sessionId == null ? null : map("sessionId", values.sessionId, request),
        values.referrer != null
            ? map("referrer", values.referrer, request)
            : referrer ? kept(request.header("Referer")) : null,
        values.extras.contains(Extra.TRACE_ID) ? kept(request.header("traceparent")) : null,
        sizes ? request.header("Content-Length") : null,
        sizes ? request.responseHeader("Content-Length") : null,
        error != null && readsError ? error.getClass().getName() : null);
  }

  private @Nullable String map(
      String name, Function<RequestView, @Nullable String> mapper, RequestView request) {
    try {
      return kept(mapper.apply(request));
    } catch (Throwable e) {
      warnOnce(name, e);
      return null;
    }
  }

  private static @Nullable String kept(@Nullable String text) {
    return text == null || text.length() <= LONGEST_KEPT ? text : text.substring(0, LONGEST_KEPT);
  }

  private void warnOnce(String name, Throwable e) {
    if (failedBefore.putIfAbsent(name, true) == null) {
      log.warn(
          "Footfall: {} failed with {}; the field stays empty. This is said once.",
          name,
          // Only the class: a mapper's message may quote the very credential it was given.
          e.getClass().getName());
    }
  }
}

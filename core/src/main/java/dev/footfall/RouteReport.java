package dev.footfall;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a Footfall server, and no other, which routes the application declares: all in one post,
 * since each replaces the one before. Where no batch's answer has told what the server is, it is
 * asked. No records, so nothing here is accounted for, and nothing keeps a batch waiting for longer
 * than one exchange. Shipper's thread only, but for {@link #declare} and an answer's arrival.
 */
final class RouteReport {

  /** A server takes twice as many entries in a post. */
  static final int MAX_ROUTES = 10_000;

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Config config;
  private final ServerFacts facts;
  private final Transport transport;
  private final Schedule schedule;
  private final DoubleSupplier random;
  private final Runnable wake;
  private final Backoff backoff;
  private final AtomicReference<@Nullable List<String>> declared = new AtomicReference<>();
  private final AtomicBoolean saidTooMany = new AtomicBoolean();

  private volatile @Nullable Answer answer;
  private @Nullable Report waiting;
  private @Nullable Report inFlight;
  private boolean replaced;
  private boolean probing;
  private boolean gaveWay;
  private long dueAt;
  private int vainProbes;
  private long nextProbeAt;

  /** The same id however often it is tried, so that the server stores it once. */
  private record Report(UUID id, List<String> routes) {}

  RouteReport(
      Config config,
      ServerFacts facts,
      Transport transport,
      Schedule schedule,
      DoubleSupplier random,
      Runnable wake) {
    this.config = config;
    this.facts = facts;
    this.transport = transport;
    this.schedule = schedule;
    this.random = random;
    this.wake = wake;
    backoff = new Backoff(random);
  }

  /** As {@link Analytics#declareRoutes}. From any thread. */
  void declare(Collection<? extends @Nullable String> routes) {
    Set<String> clean = new LinkedHashSet<>();
    try {
      for (String route : routes) {
        if (route != null && !route.isBlank() && !addTo(clean, route)) {
          break;
        }
      }
    } catch (RuntimeException e) {
      log.warn("Footfall: the declared routes cannot be read and are left out: {}", e.toString());
      return;
    }
    declared.set(List.copyOf(clean));
  }

  private boolean addTo(Set<String> clean, String route) {
    String text = clean(route.strip());
    if (clean.size() < MAX_ROUTES || clean.contains(text)) {
      clean.add(text);
      return true;
    }
    if (saidTooMany.compareAndSet(false, true)) {
      log.warn(
          "Footfall: the application declares over {} routes; only the first {} are reported",
          MAX_ROUTES,
          MAX_ROUTES);
    }
    return false;
  }

  /** The template is cut where a record's is, whatever the method before it: they are compared. */
  private static String clean(String route) {
    int space = route.indexOf(' ');
    return space < 0
        ? WireText.clean(route)
        : WireText.clean(route.substring(0, space))
            + " "
            + WireText.clean(route.substring(space).stripLeading());
  }

  /** Takes in an answer that has arrived, and what was declared. */
  void settle(long now) {
    Answer arrived = answer;
    if (arrived != null) {
      answer = null;
      facts.learn(now, arrived);
      Report sent = inFlight;
      inFlight = null;
      if (sent != null) {
        settle(now, sent, arrived);
      } else {
        probing = false;
        pauseProbes(now);
      }
    }
    List<String> newest = declared.getAndSet(null);
    if (newest != null) {
      // Whoever declares one route after the other does not put them off for ever.
      dueAt = waiting == null ? now + schedule.first() : dueAt;
      replaced = true;
      waiting = newest.isEmpty() ? null : new Report(UUID.randomUUID(), newest);
    }
  }

  private void settle(long now, Report sent, Answer arrived) {
    Verdict verdict = Verdict.of(arrived, config);
    if (gaveWay && arrived.failure() != null) {
      putBack(sent);
    } else if (verdict.kind() == Verdict.Kind.DELIVERED && verdict.rejected() != Verdict.ALL) {
      backoff.answered(now, arrived.retryAfter());
    } else if (verdict.kind() == Verdict.Kind.LATER) {
      backoff.failed(now, arrived.retryAfter());
      putBack(sent);
    } else if (arrived.status() / 100 == 4) {
      backoff.answered(now, arrived.retryAfter());
      log.warn(
          "Footfall: {} does not take the routes that the application declares: {}. They are left"
              + " out until it declares routes again; records are not concerned",
          config.values.serverUrl,
          Quote.withoutStop(verdict.detail()));
    } else {
      // A proxy's page, for example: the server itself has said nothing about them.
      backoff.hopeless(now);
      putBack(sent);
    }
    gaveWay = false;
  }

  private void putBack(Report sent) {
    waiting = replaced ? waiting : sent;
  }

  private void pauseProbes(long now) {
    long pause = Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(vainProbes, 10));
    vainProbes++;
    nextProbeAt = now + (long) (pause * (0.5 + random.getAsDouble() / 2));
  }

  /** Whether an exchange is under way, so that nothing else may begin. */
  boolean isUnderWay() {
    return isPosting() || probing;
  }

  /** Whether a post is under way. */
  boolean isPosting() {
    return inFlight != null;
  }

  /** Posts, or asks what the server is, if there is reason to and it is time. */
  void post(long now) {
    Report next = waiting;
    if (next == null || isUnderWay() || now - dueAt < 0) {
      return;
    }
    if (facts.isFootfall()) {
      send(now, next);
    } else if (facts.isUnknown(now) && (vainProbes == 0 || now - nextProbeAt >= 0)) {
      probing = true;
      transport.probe(this::answered);
    }
  }

  /** The last chance before close, where it is known that the server takes it. */
  void postLast(long now) {
    Report next = waiting;
    if (next != null && !isUnderWay() && facts.isFootfall()) {
      send(now, next);
    }
  }

  private void send(long now, Report next) {
    if (backoff.delay(now) > 0) {
      return;
    }
    waiting = null;
    inFlight = next;
    replaced = false;
    transport.send(
        new Transport.Post(
            "api/routes",
            next.id.toString(),
            Encoder.routes(config.apiKey, facts.framework(), Origin.of(config), next.routes),
            true),
        this::answered);
  }

  private void answered(Answer arrived) {
    answer = arrived;
    wake.run();
  }

  /** Ends pauses after failures, but for those that the server has asked for. */
  void tryNow() {
    backoff.end();
    vainProbes = 0;
  }

  /**
   * The client closes: a question that leads to nothing any more is given up, and a post as well
   * where records need the time that is left.
   */
  void giveWay(boolean recordsWait) {
    if (probing || (isPosting() && recordsWait)) {
      gaveWay = true;
      transport.cancel();
    }
  }
}

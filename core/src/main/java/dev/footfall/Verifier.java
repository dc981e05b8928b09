package dev.footfall;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the server whether records would arrive, and says in a sentence what it found. Takes {@link
 * #LIMIT} at most, whatever time-outs a given client has; never throws; never says the key.
 */
final class Verifier {

  /** A health check, two posts behind one that is under way: each within its time-outs. */
  static final Duration LIMIT = Duration.ofMinutes(2);

  static final String OWN_TIME_OUTS = ", and the time-outs of okHttpClient";

  private final Config config;
  private final HttpTransport transport;
  private final long predictedSkips;
  private final Duration limit;

  /**
   * @param predictedSkips how many records so far the client expects a hosted service to have left
   *     out
   */
  Verifier(Config config, HttpTransport transport, long predictedSkips) {
    this(config, transport, predictedSkips, LIMIT);
  }

  Verifier(Config config, HttpTransport transport, long predictedSkips, Duration limit) {
    this.config = config;
    this.transport = transport;
    this.predictedSkips = predictedSkips;
    this.limit = limit;
  }

  Verification verify() {
    if (!config.values.enabled) {
      return Verification.trouble("Footfall is switched off (enabled=false): nothing is recorded.");
    }
    CompletableFuture<Verification> found = new CompletableFuture<>();
    try {
      // On a thread of its own, since a call that hangs can be left behind only there.
      Thread asking =
          DaemonThread.of(
              "footfall-verifier-" + config.values.serverUrl.host(),
              () -> found.complete(askSafely()));
      asking.start();
      try {
        return found.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        asking.interrupt();
      }
    } catch (TimeoutException e) {
      return Verification.trouble(
          "The server at %s did not answer within %s s; check that it is well%s.",
          config.values.serverUrl, limit.toMillis() / 1_000.0, OWN_TIME_OUTS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verification.trouble("The check was interrupted before the server had answered.");
    } catch (Throwable e) {
      return failed(e);
    }
  }

  private Verification askSafely() {
    try {
      return ask();
    } catch (Throwable e) {
      return failed(e);
    }
  }

  private Verification failed(Throwable e) {
    return Verification.trouble(
        "The check itself failed (%s).", Quote.of(e.toString(), config.apiKey));
  }

  private Verification ask() throws InterruptedException {
    Answer health = transport.get("api/health", null);
    Verification trouble = Trouble.in(health, config);
    if (trouble != null) {
      return trouble;
    }
    return health.footfallServer() == null
        ? new HostedCheck(config, transport, predictedSkips).check()
        : new FootfallCheck(config, transport).check(health);
  }
}

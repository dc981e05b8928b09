package dev.footfall.examples.javalin;

import dev.footfall.Config;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the API: {@code PORT=8083 FOOTFALL_API_KEY=… FOOTFALL_SERVER_URL=… java … Main}. */
public final class Main {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Starts the API on {@code PORT}, by default 8083, and stops it with the process. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    int port = Integer.parseInt(environment.getOrDefault("PORT", "8083"));
    Payments payments = Payments.start(port, analytics(environment));
    Runtime.getRuntime().addShutdownHook(new Thread(payments::close, "payments-stop"));
    log.info("Payments are taken at {}/v1/payments", payments.url());
  }

  private static @Nullable Config analytics(Map<String, String> environment) {
    if (!environment.containsKey("FOOTFALL_API_KEY")) {
      log.info("FOOTFALL_API_KEY is not set: nothing is recorded");
      return null;
    }
    return PaymentsAnalytics.of(
        Config.fromEnvironment(),
        environment.getOrDefault("PAYMENTS_SECRET", "for development only"));
  }
}

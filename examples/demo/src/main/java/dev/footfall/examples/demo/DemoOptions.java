package dev.footfall.examples.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where the demo runs.
 *
 * @param port the server's port; the services take the next four. 0: any free ones
 * @param folder what holds all its data, made when it is missing
 * @param yearRecords requests in the generated year, about
 * @param meanGap between two requests of the services' users
 */
record DemoOptions(int port, Path folder, int yearRecords, Duration meanGap) {

  static final String PORT = "FOOTFALL_DEMO_PORT";

  /** How many ports there are beside the server's. */
  static final int SERVICES = 4;

  private static final int YEAR_RECORDS = 600_000;

  /** Not so often that the year beside it looks like nothing. */
  private static final Duration MEAN_GAP = Duration.ofSeconds(2);

  private static final int DEFAULT_PORT = 8080;
  private static final int LAST_PORT = 65_535 - SERVICES;

  static DemoOptions from(Map<String, String> environment) {
    return new DemoOptions(
        port(environment.getOrDefault(PORT, Integer.toString(DEFAULT_PORT))),
        Path.of("footfall-demo").toAbsolutePath(),
        YEAR_RECORDS,
        MEAN_GAP);
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LAST_PORT) {
      throw new DemoException("%s is not within 0–%d: %s.".formatted(PORT, LAST_PORT, text));
    }
    return Integer.parseInt(text);
  }

  /** The port of the first, second … service. */
  int servicePort(int number) {
    return port == 0 ? 0 : port + number;
  }
}

package dev.footfall.benchmarks;

import java.util.SplittableRandom;

/**
 * One route of an application: its host, method, template, the ids that its paths have, and how
 * long it takes.
 */
final class CalledRoute {

  private static final int MOST_IDS = 20_000;
  private static final double LONGEST_MICROS = 60e6;

  private final byte[] start;
  private final byte[] end;
  private final int ids;
  private final double medianMicros;
  private final double sigma;
  private final int requestBytes;
  private final int responseBytes;

  /**
   * @param template with one {@code {id}} or none
   * @param matched whether the application knows the path: else there is no route
   * @param sized whether the client tells the sizes of bodies, which it does when told to
   */
  CalledRoute(
      SplittableRandom random,
      String host,
      String method,
      String template,
      boolean matched,
      boolean sized) {
    String[] parts = template.split("\\{id}", 2);
    String route = matched ? "\"route\":\"" + template + "\"," : "";
    start =
        JsonBytes.utf8(
            "{\"hostname\":\"%s\",\"method\":\"%s\",%s\"path\":\"%s"
                .formatted(host, method, route, parts[0]));
    end = JsonBytes.utf8((parts.length > 1 ? parts[1] : "") + "\",");
    ids = parts.length > 1 ? 50 + random.nextInt(MOST_IDS) : 0;
    medianMicros = 800 * Math.exp(1.3 * Math.abs(random.nextGaussian()));
    sigma = 0.3 + 0.6 * random.nextDouble();
    requestBytes =
        !sized || method.equals("GET") || method.equals("DELETE") ? 0 : 100 + random.nextInt(4_000);
    responseBytes = sized ? 50 + random.nextInt(30_000) : 0;
  }

  void addPath(JsonBytes to, SplittableRandom random) {
    to.add(start);
    if (ids > 0) {
      to.add(1_000L + Skew.index(random, ids));
    }
    to.add(end);
  }

  /** Log-normal around the route's own median. */
  int micros(SplittableRandom random) {
    double micros = medianMicros * Math.exp(sigma * random.nextGaussian());
    return (int) Math.min(Math.max(micros, 50), LONGEST_MICROS);
  }

  /** 0: not told. */
  int requestBytes(SplittableRandom random) {
    return requestBytes == 0 ? 0 : requestBytes / 2 + random.nextInt(requestBytes);
  }

  /** 0: not told. */
  int responseBytes(SplittableRandom random) {
    return responseBytes == 0 ? 0 : responseBytes / 2 + random.nextInt(responseBytes);
  }
}

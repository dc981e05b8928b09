package dev.footfall;

import java.util.Random;

/**
 * What a middling API sees: a few hundred clients, each with its address, agent and token, a dozen
 * routes of which few are asked for most of the time, ids in the paths. The same for the same seed.
 */
final class SampleTraffic {

  private static final long START = 1_795_219_200_000L; // 2026-11-21T00:00:00Z
  private static final int CLIENTS = 300;

  private static final String[] ROUTES = {
    "/v1/books",
    "/v1/books/{id}",
    "/v1/books/{id}/reviews",
    "/v1/search",
    "/v1/orders",
    "/v1/orders/{id}",
    "/v1/customers/{id}",
    "/v1/recommendations",
    "/v1/cart",
    "/v1/cart/items/{id}",
    "/v1/login",
    "/index.html",
  };

  private static final String[] AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/%d.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        + " Version/%d.1 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0",
    "okhttp/4.%d.0",
    "curl/8.%d.0",
    "python-requests/2.%d.3",
  };

  private final Random random;
  private final Client[] clients = new Client[CLIENTS];
  private long now = START;

  private record Client(String address, String agent, String token) {}

  SampleTraffic(long seed) {
    random = new Random(seed);
    for (int i = 0; i < CLIENTS; i++) {
      String agent = AGENTS[random.nextInt(AGENTS.length)];
      clients[i] =
          new Client(
              "203.0." + random.nextInt(256) + "." + random.nextInt(256),
              agent.formatted(130 + random.nextInt(12)),
              Long.toHexString(random.nextLong()));
    }
  }

  Capture[] captures(int count) {
    Capture[] captures = new Capture[count];
    for (int i = 0; i < count; i++) {
      captures[i] = next();
    }
    return captures;
  }

  private Capture next() {
    now += random.nextInt(6);
    Client client = clients[skewed(CLIENTS)];
    String route = ROUTES[skewed(ROUTES.length)];
    return new Capture(
        now,
        (long) (4_000_000 * Math.exp(random.nextGaussian())),
        random.nextInt(50) == 0 ? 404 : 200,
        route.equals("/v1/login") ? "POST" : "GET",
        route.replace("{id}", Integer.toString(1 + skewed(5_000))),
        route,
        "api.example.com",
        "10.0.0.7",
        client.address,
        client.agent,
        client.token,
        null,
        null);
  }

  /** An index below the bound, small ones far more often. */
  private int skewed(int bound) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform * uniform);
  }
}

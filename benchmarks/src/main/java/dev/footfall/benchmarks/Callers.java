package dev.footfall.benchmarks;

import java.util.SplittableRandom;

/** Who calls: each with address, user agent and, mostly, a user id; the frequent ones first. */
final class Callers {

  private static final int CALLERS = 50_000;
  private static final int AGENTS = 500;

  /** First halves of address ranges in use in a dozen countries, some of them IPv6. */
  private static final String[] NETWORKS = {
    "73.92", "24.16", "91.64", "86.128", "90.112", "2a02:8108", "189.6", "126.72", "49.36",
    "2600:1700", "81.32", "79.16", "77.248", "203.206", "2a01:cb00", "83.24", "70.48", "121.128",
  };

  private final byte[][] callers = new byte[CALLERS][];

  Callers(SplittableRandom random) {
    String[] agents = UserAgents.generate(random, AGENTS);
    for (int i = 0; i < CALLERS; i++) {
      // one in eight is known by the address only
      String user = random.nextInt(8) == 0 ? "" : "user-%06d".formatted(random.nextInt(1_000_000));
      callers[i] =
          JsonBytes.utf8(
              "\"ip_address\":\"%s\",\"user_agent\":\"%s\",\"user_id\":\"%s\","
                  .formatted(address(random), Skew.of(random, agents), user));
    }
  }

  private static String address(SplittableRandom random) {
    String network = Skew.of(random, NETWORKS);
    return network.indexOf(':') < 0
        ? "%s.%d.%d".formatted(network, random.nextInt(256), 1 + random.nextInt(254))
        : "%s:%x:%x::%x"
            .formatted(
                network, random.nextInt(1 << 16), random.nextInt(1 << 16), random.nextInt(9));
  }

  byte[] next(SplittableRandom random) {
    return callers[Skew.index(random, CALLERS)];
  }
}

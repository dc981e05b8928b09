package dev.footfall.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An application that records: its routes, instances, releases and bad hours. */
final class CalledService {

  private static final int ROUTES = 10;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long RELEASE_MILLIS = 17 * 24 * HOUR_MILLIS;
  private static final String[] HOSTS = {
    "api.example.com", "shop.example.com", "partner.example.com", "internal.example.com"
  };
  private static final String[] FRAMEWORKS = {"Spring", "Javalin", "Servlet"};
  private static final String[] RESOURCES = {
    "orders", "items", "customers", "carts", "invoices", "reviews", "payments", "shipments",
    "prices", "users", "reports", "media", "messages", "sessions", "coupons", "searches",
    "locations", "returns", "exports", "stocks",
  };
  private static final String[] TEMPLATES = {
    "GET /%s/%s/{id}", "GET /%s/%s", "POST /%s/%s", "GET /%s/%s/{id}/history",
    "PUT /%s/%s/{id}", "GET /%s/%s/{id}/related", "DELETE /%s/%s/{id}", "GET /%s/%s/search",
    "PATCH /%s/%s/{id}", "POST /%s/%s/{id}/events",
  };
  private static final String[] PROBES = {
    "/wp-login.php", "/.env", "/favicon.ico", "/robots.txt", "/admin", "/.git/config"
  };

  private final String name;
  private final String environment;
  private final String framework;
  private final int instances;
  private final long seed;
  private final CalledRoute[] routes;
  private final CalledRoute[] probes;

  private CalledService(int index, SplittableRandom random, boolean routed) {
    name = RESOURCES[index] + "-service";
    environment = index % 7 == 6 ? "staging" : "production";
    framework = FRAMEWORKS[index % FRAMEWORKS.length];
    instances = 2 + index % 2;
    boolean sized = index % 4 == 3;
    seed = random.nextLong();
    String host = HOSTS[index % HOSTS.length];
    String api = api(index);
    List<CalledRoute> known = new ArrayList<>();
    for (int i = 0; i < ROUTES; i++) {
      String[] route = TEMPLATES[i].formatted(api, RESOURCES[index]).split(" ", 2);
      known.add(new CalledRoute(random, host, route[0], route[1], routed, sized));
    }
    routes = known.toArray(CalledRoute[]::new);
    probes = new CalledRoute[PROBES.length];
    for (int i = 0; i < PROBES.length; i++) {
      probes[i] = new CalledRoute(random, host, "GET", PROBES[i], false, sized);
    }
  }

  /**
   * Twenty, the frequent ones first.
   *
   * @param routed whether they tell the routes of their requests
   */
  static CalledService[] all(SplittableRandom random, boolean routed) {
    CalledService[] services = new CalledService[RESOURCES.length];
    for (int i = 0; i < services.length; i++) {
      services[i] = new CalledService(i, random, routed);
    }
    return services;
  }

  private static String api(int index) {
    return index % 3 == 0 ? "v2" : index % 5 == 4 ? "api/v3" : "v1";
  }

  /**
   * So many templates, of which the last forty are those of the paths, two of each service: of all
   * things, and of one and what belongs to it.
   */
  static List<String> templates(int count) {
    List<String> templates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int index = i % RESOURCES.length;
      String things = "/" + api(index) + "/" + RESOURCES[index];
      int left = count - i;
      boolean isOfAll = left <= 2 * RESOURCES.length && left > RESOURCES.length;
      boolean isOfOne = left <= RESOURCES.length;
      templates.add(things + (isOfAll ? "" : isOfOne ? "/**" : "/{id}/part-" + i));
    }
    return templates;
  }

  /** What a post of one of its instances begins with, up to the first record. */
  byte[] head(String key, long atMillis, SplittableRandom random) {
    long release = (atMillis + Math.floorMod(seed, RELEASE_MILLIS)) / RELEASE_MILLIS;
    return JsonBytes.utf8(
        ("{\"api_key\":\"%s\",\"framework\":\"%s\",\"privacy_level\":0,\"service\":\"%s\","
                + "\"environment\":\"%s\",\"instance\":\"%s-%d\",\"version\":\"1.%d.%d\","
                + "\"requests\":[")
            .formatted(
                key,
                framework,
                name,
                environment,
                name,
                random.nextInt(instances),
                release / 4 % 100,
                release % 4));
  }

  CalledRoute route(SplittableRandom random) {
    return Skew.of(random, routes);
  }

  CalledRoute probe(SplittableRandom random) {
    return Skew.of(random, probes);
  }

  /** One hour in two hundred, at random, but always the same. */
  boolean isBad(long atMillis) {
    return new SplittableRandom(seed ^ (atMillis / HOUR_MILLIS)).nextInt(200) == 0;
  }
}

package dev.footfall.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Two days of a shop's traffic by chance, which differ by chance, and by what a test plants. */
final class Scene {
  static final Instant BEFORE = Instant.parse("2026-11-18T00:00:00Z");
  static final Instant NOW = BEFORE.plus(Duration.ofDays(1));
  static final Instant END = NOW.plus(Duration.ofDays(1));

  static final String[] ROUTES = {
    "/v1/items",
    "/v1/items/{id}",
    "/v1/orders",
    "/v1/orders/{id}",
    "/v1/users/{id}",
    "/v1/search",
    "/v2/items",
    "/v2/search"
  };
  static final String[] VERSIONS = {"1.4.0", "1.5.0", "1.5.1"};
  private static final double[] ROUTE_ODDS = {0.2, 0.2, 0.15, 0.1, 0.1, 0.1, 0.1, 0.05};
  private static final double[] VERSION_ODDS = {0.4, 0.35, 0.25};
  private static final String[] AGENTS = {
    "curl/8.0.1",
    "okhttp/4.12.0",
    "python-requests/2.31.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
  };
  static final String[] CRAWLERS = {
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"
  };
  private static final String[] NETWORKS = {"8.8.8.", "81.2.69.", "133.11.0.", "200.160.2."};
  private static final int USERS = 120;

  final Random random;
  private final TestServer server;
  private final String key;
  private final Map<String, ArrayNode> batches = new LinkedHashMap<>();

  Scene(TestServer server, long seed) {
    this.server = server;
    key = server.newKey();
    random = new Random(seed);
  }

  String key() {
    return key;
  }

  /** What is drawn of one request. */
  static final class Draw {
    String route;
    String version;
    String user;
    String address;
    String agent;
    int status;
    double millis;
    double weight = 1;
  }

  /** So many requests of a day, changed as is wanted, in a number that varies by a tenth. */
  void day(Instant begin, int requests, Consumer<Draw> changed) {
    int count = (int) (requests * (0.95 + 0.1 * random.nextDouble()));
    for (int i = 0; i < count; i++) {
      Draw draw = draw();
      changed.accept(draw);
      add(begin, draw);
    }
    batches.forEach(this::post);
    batches.clear();
  }

  /** A crawler's request. */
  void crawled(Draw draw) {
    draw.agent = CRAWLERS[random.nextInt(CRAWLERS.length)];
    draw.user = null;
    draw.address = NETWORKS[random.nextInt(NETWORKS.length)] + (200 + random.nextInt(20));
  }

  private Draw draw() {
    Draw draw = new Draw();
    draw.route = ROUTES[drawn(ROUTE_ODDS)];
    draw.version = VERSIONS[drawn(VERSION_ODDS)];
    int user = (int) (USERS * Math.pow(random.nextDouble(), 1.5));
    draw.user = user % 10 == 0 ? null : "user-" + user;
    draw.address = NETWORKS[user % NETWORKS.length] + (1 + user);
    draw.agent = AGENTS[user % AGENTS.length];
    draw.status = random.nextInt(50) > 0 ? 200 : random.nextBoolean() ? 404 : 500;
    double typical = 30 + 2 * draw.route.length();
    draw.millis = typical * Math.exp(0.6 * random.nextGaussian());
    if (random.nextInt(30) == 0) {
      crawled(draw);
    }
    return draw;
  }

  private int drawn(double[] odds) {
    double left = random.nextDouble();
    int place = 0;
    while (place < odds.length - 1 && left >= odds[place]) {
      left -= odds[place++];
    }
    return place;
  }

  private void add(Instant begin, Draw draw) {
    ArrayNode batch =
        batches.computeIfAbsent(
            draw.version + " " + random.nextInt(3) + " " + service(draw),
            process -> TestServer.JSON.createArrayNode());
    ObjectNode record = batch.addObject();
    long micros = (long) (random.nextDouble() * Duration.ofDays(1).toNanos() / 1000);
    record.put("created_at", begin.plusNanos(micros * 1000).toString());
    record.put("method", draw.route.matches(".*(orders|search)") ? "POST" : "GET");
    record.put("path", draw.route.replace("{id}", Integer.toString(random.nextInt(1000))));
    record.put("route", draw.route);
    record.put("hostname", random.nextInt(4) == 0 ? "www.example.com" : "api.example.com");
    record.put("status", draw.status);
    record.put("response_time_us", Math.round(draw.millis * 1000));
    record.put("response_bytes", random.nextInt(5000));
    record.put("user_agent", draw.agent);
    record.put("ip_address", draw.address);
    if (draw.user != null) {
      record.put("user_id", draw.user);
    }
    if (draw.weight != 1) {
      record.put("weight", draw.weight);
    }
  }

  private static String service(Draw draw) {
    return draw.route.contains("items") ? "catalogue" : "shop";
  }

  private void post(String process, ArrayNode batch) {
    String[] names = process.split(" ");
    ObjectNode post = TestServer.JSON.createObjectNode();
    post.put("api_key", key).put("framework", "Java").put("version", names[0]);
    post.put("instance", names[0] + "-" + names[1]).put("service", names[2]);
    post.set("requests", batch);
    assertThat(server.post("/api/requests", post.toString()).json().path("accepted").asInt())
        .isEqualTo(batch.size());
  }
}

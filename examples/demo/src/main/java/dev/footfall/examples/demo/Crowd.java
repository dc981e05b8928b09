package dev.footfall.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * Who comes to the bookshop: customers by browser and app, a partner's script, somebody with curl,
 * a crawler, and one who tries doors.
 */
final class Crowd {

  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/142.0.0.0 Safari/537.36";
  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
  private static final String SAFARI =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
  private static final String APP = "okhttp/5.5.1";
  private static final String CRAWLER =
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

  /** Networks of universities and the like, one a country. */
  private static final String[] NETWORKS = {
    "130.149", "129.132", "134.157", "129.67", "18.9", "142.150", "133.11", "143.107", "130.102",
    "146.141",
  };

  /** The same people at each start, so that a second one goes on with their stories. */
  private final Random people = new Random(1);

  private final Random random = new Random();

  List<Visitor> gather() {
    List<Visitor> crowd = new ArrayList<>();
    String[] agents = {CHROME, FIREFOX, SAFARI, APP, APP};
    for (int i = 1; i <= 40; i++) {
      // the first few are regulars
      int weight = 1 + 40 / i;
      crowd.add(
          new Visitor(weight, address(), agents[i % agents.length], "customer-" + i, shopping()));
    }
    crowd.add(new Visitor(30, address(), "python-requests/2.32.5", "partner-1", mirroring()));
    crowd.add(new Visitor(6, address(), "curl/8.14.1", null, tryingOut()));
    crowd.add(new Visitor(10, "66.249.66." + people.nextInt(1, 255), CRAWLER, null, crawling()));
    crowd.add(new Visitor(4, address(), "Go-http-client/1.1", null, tryingDoors()));
    return crowd;
  }

  private String address() {
    return "%s.%d.%d"
        .formatted(
            NETWORKS[people.nextInt(NETWORKS.length)],
            people.nextInt(1, 255),
            people.nextInt(1, 255));
  }

  private List<Errand> shopping() {
    return List.of(
        Errand.get(30, "/v1/books"),
        Errand.get(10, "/v1/books?genre=crime"),
        Errand.get(40, () -> "/v1/books/" + bookId()),
        Errand.get(12, "/v1/recommendations"),
        Errand.post(7, "/v1/orders", () -> order(1)),
        // more than the shop has: its bug
        Errand.post(1, "/v1/orders", () -> order(100)));
  }

  private List<Errand> mirroring() {
    return List.of(
        Errand.get(20, "/v1/books"),
        Errand.get(60, () -> "/v1/books/" + random.nextInt(1, 12)),
        Errand.get(2, "/v1/reports/sales"));
  }

  private static List<Errand> tryingOut() {
    return List.of(
        Errand.get(5, "/health"),
        Errand.get(5, "/v1/books"),
        Errand.post(1, "/v1/orders", () -> "not what it expects"));
  }

  private static List<Errand> crawling() {
    return List.of(
        Errand.get(1, "/robots.txt"), Errand.get(3, "/index.html"), Errand.get(6, "/v1/books"));
  }

  private static List<Errand> tryingDoors() {
    return List.of(
        Errand.get(1, "/.env"), Errand.get(1, "/wp-login.php"), Errand.get(1, "/admin/config"));
  }

  /** The first books are the popular ones; the last id does not exist. */
  private int bookId() {
    return 1 + (int) (9 * random.nextDouble() * random.nextDouble());
  }

  private String order(int copies) {
    return "{\"book\":%d,\"copies\":%d}".formatted(bookId(), copies);
  }

  /** One of them, the heavier the likelier. */
  <T> T pick(List<T> all, ToIntFunction<T> weight) {
    int at = random.nextInt(all.stream().mapToInt(weight).sum());
    for (T one : all) {
      at -= weight.applyAsInt(one);
      if (at < 0) {
        return one;
      }
    }
    throw new AssertionError("at is less than the sum of the weights");
  }
}

package dev.footfall.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * Who comes to the services: customers by browser and app, a partner's script, somebody with curl,
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
  private final Errands errands = new Errands();

  List<Visitor> gather() {
    List<Visitor> crowd = new ArrayList<>();
    String[] agents = {CHROME, FIREFOX, SAFARI, APP, APP};
    for (int i = 1; i <= 40; i++) {
      // the first few are regulars
      int weight = 1 + 40 / i;
      crowd.add(
          new Visitor(
              weight,
              address(),
              agents[i % agents.length],
              "customer-" + i,
              errands.ofCustomer(i)));
    }
    crowd.add(
        new Visitor(30, address(), "python-requests/2.32.5", "partner-1", errands.ofPartner()));
    crowd.add(new Visitor(6, address(), "curl/8.14.1", null, Errands.ofTinkerer()));
    crowd.add(
        new Visitor(10, "66.249.66." + people.nextInt(1, 255), CRAWLER, null, Errands.ofCrawler()));
    crowd.add(new Visitor(4, address(), "Go-http-client/1.1", null, Errands.ofBurglar()));
    return crowd;
  }

  private String address() {
    return "%s.%d.%d"
        .formatted(
            NETWORKS[people.nextInt(NETWORKS.length)],
            people.nextInt(1, 255),
            people.nextInt(1, 255));
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

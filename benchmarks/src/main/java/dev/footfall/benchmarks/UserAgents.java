package dev.footfall.benchmarks;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Texts as browsers, programs and crawlers send them, the frequent ones first. */
final class UserAgents {

  private static final String[] PATTERNS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/1%1$d.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_%2$d like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        + " Gecko) Version/18.%2$d Mobile/15E148 Safari/604.1",
    "okhttp/4.%2$d.%3$d",
    "Mozilla/5.0 (Linux; Android 1%2$d; K) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/1%1$d.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        + " Version/18.%2$d Safari/605.1.15",
    "python-requests/2.%1$d.%3$d",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:1%1$d.0) Gecko/20100101 Firefox/1%1$d.0",
    "curl/8.%2$d.%3$d",
    "Java-http-client/17.0.%1$d",
    "Mozilla/5.0 (X11; Linux x86_64; rv:1%1$d.0) Gecko/20100101 Firefox/1%1$d.0",
    "axios/1.%2$d.%3$d",
    "Go-http-client/2.%2$d",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        + " Chrome/1%1$d.0.0.0 Safari/537.36 Edg/1%1$d.0.%3$d.0",
    "PostmanRuntime/7.%1$d.%3$d",
    "Mozilla/5.0 (compatible; Googlebot/2.%2$d; +http://www.google.com/bot.html)",
    "Apache-HttpClient/5.%2$d.%3$d (Java/17.0.%1$d)",
    "Mozilla/5.0 (compatible; bingbot/2.%2$d; +http://www.bing.com/bingbot.htm)",
    "Dalvik/2.1.0 (Linux; U; Android 1%2$d; SM-S92%3$d Build/UP1A.231005.007)",
    "node-fetch/3.%2$d.%3$d",
    "UptimeRobot/2.%2$d",
  };

  private UserAgents() {}

  static String[] generate(SplittableRandom random, int count) {
    Set<String> agents = new LinkedHashSet<>();
    while (agents.size() < count) {
      agents.add(
          Skew.of(random, PATTERNS)
              .formatted(10 + random.nextInt(40), random.nextInt(6), random.nextInt(10)));
    }
    return agents.toArray(String[]::new);
  }
}

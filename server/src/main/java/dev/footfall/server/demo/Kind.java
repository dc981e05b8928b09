package dev.footfall.server.demo;

import java.util.List;

/** What somebody is, how long their visits are, and how fast they go through them. */
enum Kind {
  CUSTOMER(5, 20_000, "customers"),
  PARTNER(9, 1_500, "partners"),
  STAFF(6, 12_000, "staff"),
  TINKERER(4, 8_000, ""),
  CRAWLER(8, 3_000, ""),
  BURGLAR(6, 400, ""),
  MONITOR(1, 1_000, "");

  private final int calls;
  private final int gapMillis;
  private final String group;

  Kind(int calls, int gapMillis, String group) {
    this.calls = calls;
    this.gapMillis = gapMillis;
    this.group = group;
  }

  /** Of a visit, in the mean. */
  int calls() {
    return calls;
  }

  /** Between two calls, in the mean. */
  int gapMillis() {
    return gapMillis;
  }

  /** Of its users; empty: they are strangers. */
  String group() {
    return group;
  }

  boolean isHuman() {
    return this == CUSTOMER || this == STAFF || this == TINKERER;
  }

  List<String> agents() {
    return switch (this) {
      case CUSTOMER ->
          List.of(
              browser("Windows NT 10.0; Win64; x64", "Chrome/142.0.0.0 Safari/537.36"),
              "okhttp/5.5.1",
              "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                  + " like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
              browser("Macintosh; Intel Mac OS X 10_15_7", "Version/18.6 Safari/605.1.15"),
              "okhttp/5.5.1",
              browser("Linux; Android 10; K", "Chrome/142.0.0.0 Mobile Safari/537.36"),
              "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
              "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
              browser(
                  "Windows NT 10.0; Win64; x64", "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"));
      case PARTNER ->
          List.of(
              "python-requests/2.32.5",
              "Java-http-client/21.0.8",
              "Go-http-client/2.0",
              "axios/1.13.2",
              "GuzzleHttp/7");
      case STAFF ->
          List.of(
              "PostmanRuntime/7.49.1",
              "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
      case TINKERER -> List.of("curl/8.14.1", "insomnia/11.6.0", "Wget/1.25.0");
      case CRAWLER ->
          List.of(
              "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
              "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
              "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2;"
                  + " +https://openai.com/gptbot)");
      case BURGLAR -> List.of("Go-http-client/1.1", "python-urllib3/2.5.0");
      case MONITOR ->
          List.of("Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)");
    };
  }

  private static String browser(String platform, String product) {
    return "Mozilla/5.0 (" + platform + ") AppleWebKit/537.36 (KHTML, like Gecko) " + product;
  }
}

package dev.footfall.server.demo;

import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route.
 *
 * @param template as the service's framework calls it
 * @param path with the highest number in braces where there is one
 * @param customers how often customers call it, compared with their other routes
 * @param partners how often partners' programs do
 * @param millis the median of its response times
 * @param bytes of an answer, in the middle
 */
record Route(
    Service service,
    String method,
    String template,
    String path,
    int customers,
    int partners,
    int millis,
    int bytes) {
  private static final Pattern NUMBER = Pattern.compile("\\{(\\d+)}");

  String operation() {
    return method + " " + template;
  }

  boolean hasId() {
    return path.indexOf('{') >= 0;
  }

  boolean hasBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  /** The same in the next version of the API, which is a bit faster. */
  Route next() {
    return new Route(
        service,
        method,
        template.replace("/v1/", "/v2/"),
        path.replace("/v1/", "/v2/"),
        customers,
        partners,
        Math.max(1, millis * 3 / 4),
        bytes);
  }

  /** Low numbers are the popular ones. */
  String somePath(SplittableRandom random) {
    Matcher matcher = NUMBER.matcher(path);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      int highest = Integer.parseInt(matcher.group(1));
      matcher.appendReplacement(
          text, "" + (1 + (int) (highest * random.nextDouble() * random.nextDouble())));
    }
    return matcher.appendTail(text).toString();
  }
}

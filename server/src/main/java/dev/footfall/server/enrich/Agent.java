package dev.footfall.server.enrich;

import org.jspecify.annotations.Nullable;

/**
 * What the text of a user agent says; null is unknown.
 *
 * @param client the family's name, such as Firefox, curl, Googlebot
 * @param os the family's name, such as Windows, macOS, Linux, Android, iOS
 * @param device desktop, mobile, tablet, tv or other
 * @param traffic one of the constants here
 */
public record Agent(
    @Nullable String client,
    @Nullable String os,
    @Nullable String device,
    @Nullable String traffic) {
  public static final String BROWSER = "browser";
  public static final String API_CLIENT = "api_client";
  public static final String CRAWLER = "crawler";
  public static final String MONITOR = "monitor";

  static final Agent UNKNOWN = new Agent(null, null, null, null);
}

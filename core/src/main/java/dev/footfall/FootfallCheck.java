package dev.footfall;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a Footfall server for its health and for the key; stores nothing there. */
final class FootfallCheck {

  /** The oldest server that answers all that this library asks for. */
  private static final String OLDEST_SERVER = "0.1.0";

  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?.*");
  private static final String KEY_PATH = "api/v1/logs/requests";

  private final Config config;
  private final HttpTransport transport;

  FootfallCheck(Config config, HttpTransport transport) {
    this.config = config;
    this.transport = transport;
  }

  /**
   * Goes on from what the server has answered when asked for its health.
   *
   * @param health an answer with the header {@code Footfall-Server}
   */
  Verification check(Answer health) {
    String version = Quote.of(String.valueOf(health.footfallServer()), config.apiKey);
    if (health.status() == 404 || health.status() == 405) {
      return lacks(version, health, "api/health");
    }
    if (health.status() != 200) {
      return Verification.trouble(
          "The Footfall server %s at %s is not well (%d): %s.",
          version, config.values.serverUrl, health.status(), words(health));
    }
    if (isOlder(version, OLDEST_SERVER)) {
      return Verification.trouble(
          "The Footfall server %s at %s is too old for this library (%s), which needs %s or newer; update the server.",
          version, config.values.serverUrl, Version.TEXT, OLDEST_SERVER);
    }
    Answer key = transport.get(KEY_PATH + "?limit=1", config.apiKey);
    Verification trouble = Trouble.in(key, config);
    return trouble != null ? trouble : aboutKey(version, key);
  }

  private Verification aboutKey(String version, Answer answer) {
    if (answer.status() == 403 && config.hasToken()) {
      // it may not read: what may neither read nor write there is a 401
      return Verification.well(
          "The Footfall server %s at %s is well and knows the token, which may write.",
          version, config.values.serverUrl);
    }
    return switch (answer.status()) {
      case 200 ->
          Verification.well(
              "The Footfall server %s at %s is well and knows the key.",
              version, config.values.serverUrl);
      case 401, 403 ->
          Verification.trouble(
              "The Footfall server %s at %s does not know the key (%d)%s; check it for a typing error, or make one on its start page.",
              version,
              config.values.serverUrl,
              answer.status(),
              config.hasUuidKey() || config.hasToken()
                  ? ""
                  : ", which is no UUID as servers give out");
      case 404, 405 -> lacks(version, answer, KEY_PATH);
      default ->
          Verification.trouble(
              "The Footfall server %s at %s is well but answered %d when asked for the key: %s.",
              version, config.values.serverUrl, answer.status(), words(answer));
    };
  }

  private Verification lacks(String version, Answer answer, String path) {
    return Verification.trouble(
        "The Footfall server %s at %s answered %d for %s, which this library (%s) needs; update the server, or check the path in serverUrl.",
        version, config.values.serverUrl, answer.status(), path, Version.TEXT);
  }

  private String words(Answer answer) {
    String words = Quote.ofAnswer(answer.body(), AnswerBody.read(answer.body()), config.apiKey);
    return words.isEmpty() ? "it does not say why; look into its log" : words;
  }

  /**
   * Whether both are releases and the first came before; what is none, such as a build of one's
   * own, is old to nobody.
   */
  static boolean isOlder(String version, String than) {
    int[] a = release(version);
    int[] b = release(than);
    return a != null && b != null && Arrays.compare(a, b) < 0;
  }

  private static int @Nullable [] release(String version) {
    Matcher release = RELEASE.matcher(version);
    if (!release.matches()) {
      return null;
    }
    String patch = release.group(3);
    return new int[] {
      Integer.parseInt(release.group(1)),
      Integer.parseInt(release.group(2)),
      patch == null ? 0 : Integer.parseInt(patch)
    };
  }
}

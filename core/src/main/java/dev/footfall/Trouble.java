package dev.footfall;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with an answer whichever kind of server, or what else, it comes from. */
final class Trouble {

  private Trouble() {}

  /** The sentence about it; null when there is nothing of that kind. */
  static @Nullable Verification in(Answer answer, Config config) {
    if (answer.failure() != null) {
      Failure failure = Failure.of(answer.failure(), config);
      return failure.cause().equals(Failure.CLOSED)
          ? Verification.trouble("The client is closed; %s.", failure.remedy())
          : Verification.trouble(
              "The server at %s cannot be asked: %s.", config.values.serverUrl, failure);
    }
    if (answer.status() / 100 == 3) {
      return Verification.trouble(
          "Records do not arrive at %s: %s.",
          config.values.serverUrl, Redirect.explain(answer.location(), config));
    }
    return switch (answer.status()) {
      case 407 ->
          Verification.trouble(
              "The server at %s cannot be asked: %s; %s.",
              config.values.serverUrl, Failure.PROXY_WANTS_CREDENTIALS, Failure.PROXY_REMEDY);
      case 429 ->
          Verification.trouble(
              "The server at %s, or a proxy in front of it, answers 429 (too many requests); try again in %s.",
              config.values.serverUrl, inWords(answer.retryAfter()));
      case 502, 503, 504 -> answer.footfallServer() == null ? behindProxy(answer, config) : null;
      default -> null;
    };
  }

  /** The same for an answer to a post, which counts against what the key has each minute. */
  static @Nullable Verification inPost(Answer answer, Config config) {
    return answer.status() == 429
        ? Verification.trouble(
            "%s is there, but the key's budget is used up just now, by this or other processes with the same key; try again in %s.",
            config.values.serverUrl, inWords(answer.retryAfter()))
        : in(answer, config);
  }

  private static Verification behindProxy(Answer answer, Config config) {
    String words =
        Quote.ofAnswer(answer.body(), AnswerBody.read(answer.body()), config.apiKey)
            .replaceFirst("^" + answer.status() + " ", "");
    return Verification.trouble(
        "%s answers %d%s, as a proxy does while it cannot reach the server behind it; check that the server runs and that the proxy leads to it, or try again later.",
        config.values.serverUrl, answer.status(), words.isEmpty() ? "" : " (" + words + ")");
  }

  private static String inWords(@Nullable Duration wait) {
    if (wait == null) {
      // A hosted service counts posts over a minute and does not say when the next may come.
      return "a minute";
    }
    long seconds = Math.max(1, wait.toSeconds());
    return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " min";
  }
}

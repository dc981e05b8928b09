package dev.footfall;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is wrong with an answer whichever kind of server, or what else, it comes from. */
final class Trouble {

  private Trouble() {}

  /** The sentence about it; null when there is nothing of that kind. */
  static @Nullable Verification in(Answer answer, Config config) {
    if (answer.failure() != null) {
      return Verification.trouble(
          "The server at %s cannot be asked: %s.",
          config.serverUrl, Failure.of(answer.failure(), config));
    }
    if (answer.status() / 100 == 3) {
      return Verification.trouble(
          "Records do not arrive at %s: %s.",
          config.serverUrl, Redirect.explain(answer.location(), config));
    }
    return switch (answer.status()) {
      case 407 ->
          Verification.trouble(
              "The server at %s cannot be asked: %s; %s.",
              config.serverUrl, Failure.PROXY_WANTS_CREDENTIALS, Failure.PROXY_REMEDY);
      case 429 ->
          Verification.trouble(
              "%s is there, but the key's budget is used up just now, by this or other processes with the same key; try again in %s.",
              config.serverUrl, inWords(answer.retryAfter()));
      default -> null;
    };
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

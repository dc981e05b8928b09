package dev.footfall;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means for the batch it answers.
 *
 * @param rejected how many of its records the server refused one by one
 * @param detail the cause in words, and where it helps the remedy; never the key
 */
record Verdict(Kind kind, int rejected, String detail) {

  enum Kind {
    /** The server has it, but for the rejected records. */
    DELIVERED,
    /** The same batch again, later. */
    LATER,
    /** The service does not know the framework's label. */
    UNKNOWN_FRAMEWORK,
    /** Something in the batch, or in the key, is refused; the service does not say what. */
    BAD_DATA,
    /** The service would keep no record of the batch, by rules that it applies to each. */
    NOTHING_KEPT,
    /** Too much for one post. */
    TOO_BIG,
    /** Wrong address, wrong key, a proxy's page: it will not work until somebody mends it. */
    HOPELESS
  }

  /** For {@link #rejected}: every record of the batch, however many of them the answer lists. */
  static final int ALL = Integer.MAX_VALUE;

  /** Whatever a server answers, there is a verdict: a batch must not stay in flight for ever. */
  static Verdict of(Answer answer, Config config) {
    try {
      return read(answer, config);
    } catch (RuntimeException | StackOverflowError e) {
      return later("the answer cannot be read: " + e);
    }
  }

  private static Verdict read(Answer answer, Config config) {
    IOException failure = answer.failure();
    if (failure != null) {
      Failure why = Failure.of(failure, config);
      return why.hopeless() ? hopeless(why.toString()) : later(why.toString());
    }
    int status = answer.status();
    AnswerBody body = AnswerBody.read(answer.body());
    // Only a Footfall server refuses records one by one; elsewhere such a field means anything.
    int rejected = body == null || answer.footfallServer() == null ? 0 : body.rejected();
    String words = Quote.ofAnswer(answer.body(), body, config.apiKey);
    String said = words.isEmpty() ? "" : ": " + words;
    return switch (status / 100) {
      case 2 ->
          body != null && body.status() == 201
              ? new Verdict(Kind.DELIVERED, rejected, "delivered")
              : hopeless(
                  "the answer "
                      + status
                      + (words.isEmpty() ? "" : " (" + words + ")")
                      + " is not from an analytics server; check serverUrl, or the proxy in between");
      case 3 -> hopeless(Redirect.explain(answer.location(), config));
      case 5 -> later("the server answered " + status + said + behindProxy(answer));
      default -> refused(status, said, body, rejected);
    };
  }

  private static Verdict refused(int status, String said, @Nullable AnswerBody body, int rejected) {
    return switch (status) {
      case 400 -> badRequest(said, body, rejected);
      case 401, 403 -> hopeless("the server refused the key (" + status + said + "); check apiKey");
      case 407 -> hopeless(Failure.PROXY_WANTS_CREDENTIALS + "; " + Failure.PROXY_REMEDY);
      case 408, 425, 429 -> later("the server answered " + status + said);
      case 413 -> new Verdict(Kind.TOO_BIG, 0, "the server answered 413" + said);
      default -> hopeless("the server answered " + status + said + "; check serverUrl and apiKey");
    };
  }

  private static Verdict badRequest(String said, @Nullable AnswerBody body, int rejected) {
    if (rejected > 0) {
      return new Verdict(Kind.DELIVERED, ALL, "the server refused every record" + said);
    }
    String message = body == null || body.message() == null ? "" : body.message();
    boolean blamesKey = body != null && "api_key".equals(body.field());
    return switch (message) {
      case "Unsupported API framework." -> new Verdict(Kind.UNKNOWN_FRAMEWORK, 0, message);
      case "Invalid request data." -> new Verdict(Kind.NOTHING_KEPT, 0, message);
      case "Invalid data." ->
          blamesKey
              ? hopeless("the server refused the key (400" + said + "); check apiKey")
              : new Verdict(Kind.BAD_DATA, 0, message);
      default -> hopeless("the server answered 400" + said + "; check serverUrl and apiKey");
    };
  }

  private static String behindProxy(Answer answer) {
    return switch (answer.status()) {
      case 502, 503, 504 ->
          answer.footfallServer() == null
              ? "; a proxy answers so while it cannot reach the server behind it"
              : "";
      default -> "";
    };
  }

  /** The same, but that it is worth trying again soon. */
  Verdict later() {
    return later(detail);
  }

  private static Verdict later(String detail) {
    return new Verdict(Kind.LATER, 0, detail);
  }

  private static Verdict hopeless(String detail) {
    return new Verdict(Kind.HOPELESS, 0, detail);
  }
}

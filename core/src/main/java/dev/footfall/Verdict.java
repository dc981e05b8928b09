package dev.footfall;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means for the batch it answers.
 *
 * @param rejected how many of its records the server refused one by one
 * @param detail the cause in words, and where it helps the remedy
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
    /** Too much for one post. */
    TOO_BIG,
    /** Wrong address, wrong key, a proxy's page: it will not work until somebody mends it. */
    HOPELESS
  }

  private static final int LONGEST_QUOTE = 200;

  static Verdict of(Answer answer) {
    IOException failure = answer.failure();
    if (failure != null) {
      return later(failure.toString());
    }
    int status = answer.status();
    Body body = Body.read(answer.body());
    if (status >= 200 && status < 300) {
      return body != null && body.status == 201
          ? new Verdict(Kind.DELIVERED, body.rejected(), "delivered")
          : hopeless(
              "the answer "
                  + status
                  + " is not from an analytics server; check serverUrl, or the proxy in between");
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      return later("the server answered " + status + said(body));
    }
    if (status == 400 && body != null && body.message != null) {
      if (body.rejected() > 0) {
        return new Verdict(Kind.DELIVERED, body.rejected(), "refused" + said(body));
      }
      switch (body.message) {
        case "Unsupported API framework." -> {
          return new Verdict(Kind.UNKNOWN_FRAMEWORK, 0, body.message);
        }
        case "Invalid request data.", "Invalid data." -> {
          return new Verdict(Kind.BAD_DATA, 0, body.message);
        }
        default -> {}
      }
    }
    return switch (status) {
      case 413 -> new Verdict(Kind.TOO_BIG, 0, "the server answered 413");
      case 401, 403 ->
          hopeless("the server refused the key (" + status + said(body) + "); check apiKey");
      case 301, 302, 303, 307, 308 ->
          hopeless(
              "the server sends to "
                  + answer.location()
                  + "; set serverUrl to where that leads, if it is yours");
      default ->
          hopeless("the server answered " + status + said(body) + "; check serverUrl and apiKey");
    };
  }

  private static Verdict later(String detail) {
    return new Verdict(Kind.LATER, 0, detail);
  }

  private static Verdict hopeless(String detail) {
    return new Verdict(Kind.HOPELESS, 0, detail);
  }

  private static String said(@Nullable Body body) {
    return body == null || body.message == null ? "" : ": " + quoted(body.message);
  }

  /** What a server wrote, fit for a line of the log. */
  static String quoted(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").trim();
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  /** The fields of an answer's JSON object that matter here. */
  private static final class Body {
    private int status;
    private @Nullable String message;
    private int rejectedCount;
    private int rejectedListed;

    int rejected() {
      return Math.max(rejectedCount, rejectedListed);
    }

    /** The object, or null if the text is none. */
    static @Nullable Body read(String text) {
      try (JsonParser json = Encoder.JSON.createParser(text)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          return null;
        }
        Body body = new Body();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
            body.status = json.getIntValue();
          } else if (name.equals("message") && value == JsonToken.VALUE_STRING) {
            body.message = json.getText();
          } else if (name.equals("rejected_count") && value == JsonToken.VALUE_NUMBER_INT) {
            body.rejectedCount = json.getIntValue();
          } else if (name.equals("rejected") && value == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              body.rejectedListed++;
              json.skipChildren();
            }
          } else {
            json.skipChildren();
          }
        }
        return json.currentToken() == JsonToken.END_OBJECT ? body : null;
      } catch (IOException e) {
        return null;
      }
    }
  }
}

package dev.footfall.server.answer;

/** A query that is not answered this time; the message says why, and what can be done. */
public final class Unanswered extends RuntimeException {
  Unanswered(String message) {
    super(message, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}

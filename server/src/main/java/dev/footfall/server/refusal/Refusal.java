package dev.footfall.server.refusal;

import org.jspecify.annotations.Nullable;

/**
 * A call that is answered with an error: its HTTP status, a sentence for the caller, and the field
 * that is to blame, if one is.
 */
public final class Refusal extends RuntimeException {
  private final int status;
  private final @Nullable String field;

  public Refusal(int status, String message, @Nullable String field) {
    super(message, null, false, false);
    this.status = status;
    this.field = field;
  }

  public static Refusal badRequest(String message, @Nullable String field) {
    return new Refusal(400, message, field);
  }

  /** Not now, but later: the caller is told to come again. */
  public static Refusal unavailable(String message) {
    return new Refusal(503, message, null);
  }

  public int status() {
    return status;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  public @Nullable String field() {
    return field;
  }
}

package dev.footfall.server.transfer;

import org.jspecify.annotations.Nullable;

/** Why one record cannot be sent; the others can. */
final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1;

  private final @Nullable String field;
  private final String reason;

  BadRecordException(@Nullable String field, String reason) {
    super(reason);
    this.field = field;
    this.reason = reason;
  }

  @Nullable String field() {
    return field;
  }

  String reason() {
    return reason;
  }
}

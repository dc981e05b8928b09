package dev.footfall.server.store;

import java.sql.SQLException;
import java.util.List;

/** What the engine says when something fails, in words for a person. */
final class EngineErrors {
  /** What the engine says, which does not always begin with the first of these. */
  private static final List<String> OUT_OF_MEMORY =
      List.of("Out of Memory", "failed to pin block", "could not allocate block");

  private EngineErrors() {}

  static boolean isOutOfMemory(Throwable e) {
    String message = e instanceof SQLException ? String.valueOf(e.getMessage()) : "";
    return OUT_OF_MEMORY.stream().anyMatch(message::contains);
  }

  static boolean isDiskFull(Throwable e) {
    return String.valueOf(e.getMessage()).contains("No space left");
  }

  static StoreException failure(String what, Throwable cause) {
    if (cause instanceof StoreException known) {
      return known;
    }
    return new StoreException(what + ": " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    String message = cause instanceof Error ? cause.toString() : String.valueOf(cause.getMessage());
    if (message.contains("Could not set lock")) {
      return "another process uses it. Stop that one or choose another folder with --data.";
    }
    return message.lines().findFirst().orElse(message);
  }
}

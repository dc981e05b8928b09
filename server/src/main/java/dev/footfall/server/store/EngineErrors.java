package dev.footfall.server.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** What the engine says when something fails, in words for a person. */
final class EngineErrors {
  /** What the engine says, which does not always begin with the first of these. */
  private static final List<String> OUT_OF_MEMORY =
      List.of("Out of Memory", "failed to pin block", "could not allocate block");

  /** What the engine says of a file whose bytes are not what it wrote. */
  private static final List<String> DAMAGE =
      List.of(
          "Corrupt",
          "may be corrupt",
          "does not match",
          "not a valid DuckDB",
          "read enough bytes",
          "Invalid result set",
          "INTERNAL");

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

  /** Why a data file does not open, and what to do. */
  static StoreException unopened(DataFile file, Throwable cause) {
    if (cause instanceof SQLException && DAMAGE.stream().anyMatch(reason(cause)::contains)) {
      String reason = reason(cause);
      return damaged(reason.contains(file.log().toString()) ? file.log() : file.path(), reason);
    }
    return failure("The data file " + file.path() + " could not be opened", cause);
  }

  static StoreException damaged(Path file, String reason) {
    return new StoreException(
        "The file "
            + file
            + " could not be opened, it is damaged: "
            + reason
            + ". It stays as it is; restore a backup into another folder (restore --from FILE --data"
            + " FOLDER) and start the server on that"
            + (file.toString().endsWith(DataFile.LOG)
                ? ", or move this file away: the server then starts without what was stored last."
                : "."));
  }

  private static String reason(Throwable cause) {
    String message = cause instanceof Error ? cause.toString() : String.valueOf(cause.getMessage());
    if (message.contains("Could not set lock")) {
      return "another process uses it. Stop that one or choose another folder with --data.";
    }
    return message.lines().findFirst().orElse(message);
  }
}

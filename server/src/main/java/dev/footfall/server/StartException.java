package dev.footfall.server;

/** The server cannot start; the message is one sentence that says why and what to do. */
public final class StartException extends RuntimeException {
  StartException(String message, Throwable cause) {
    super(message, cause);
  }

  StartException(String message) {
    super(message);
  }
}

package dev.footfall.server.transfer;

/** Why an import cannot go on now, in a sentence. */
final class BrokenOffException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenOffException(String message) {
    super(message);
  }
}

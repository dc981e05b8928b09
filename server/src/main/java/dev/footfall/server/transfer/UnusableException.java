package dev.footfall.server.transfer;

/** What is wrong with what was asked, in a sentence; nothing was sent. */
final class UnusableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableException(String message) {
    super(message);
  }
}

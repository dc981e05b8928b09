package dev.footfall.examples.demo;

/** The demo cannot start; the message is a sentence that says why and what to do. */
final class DemoException extends RuntimeException {

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}

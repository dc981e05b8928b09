package dev.footfall.server.store;

/** The engine has less memory than an answer takes; it goes on to work. */
public final class MemoryException extends RuntimeException {
  public MemoryException(Throwable cause) {
    super(cause);
  }
}

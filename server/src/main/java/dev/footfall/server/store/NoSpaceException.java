package dev.footfall.server.store;

/** The disk has no room for a file that somebody asked for; nothing is left of it. */
public final class NoSpaceException extends RuntimeException {
  NoSpaceException(String message) {
    super(message);
  }
}

package dev.footfall.server.store;

/** The disk has no room for a file that somebody asked for; nothing is left of it. */
public final class NoSpaceException extends RuntimeException {
  public NoSpaceException() {
    super("The disk has no room for the file");
  }
}

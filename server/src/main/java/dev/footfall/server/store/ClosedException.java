package dev.footfall.server.store;

/** The file is closed after an error that was told, until the next write opens it again. */
public final class ClosedException extends StoreException {
  ClosedException() {
    super("The data file is closed after an error; it opens again by itself");
  }
}

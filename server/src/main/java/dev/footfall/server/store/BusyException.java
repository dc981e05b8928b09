package dev.footfall.server.store;

/** Another copy of the data file is being made: there is one at a time. */
public final class BusyException extends RuntimeException {
  BusyException() {
    super("Another copy of the data file is being made");
  }
}

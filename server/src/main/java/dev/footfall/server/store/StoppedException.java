package dev.footfall.server.store;

/** What was asked of the store was stopped by its {@link Interruption}. */
public final class StoppedException extends RuntimeException {
  StoppedException() {
    super("stopped", null, false, false);
  }
}

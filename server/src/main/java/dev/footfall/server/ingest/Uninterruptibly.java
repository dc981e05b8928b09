package dev.footfall.server.ingest;

/** Waiting that an interrupt does not cut short; the interrupt is kept for later. */
final class Uninterruptibly {
  private Uninterruptibly() {}

  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

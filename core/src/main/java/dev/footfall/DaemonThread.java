package dev.footfall;

/**
 * Makes background threads that hold on to nothing of the application that started them: no context
 * class loader, no inherited thread-locals.
 */
final class DaemonThread {

  private DaemonThread() {}

  static Thread of(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}

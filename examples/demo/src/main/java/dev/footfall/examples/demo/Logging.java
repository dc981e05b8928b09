package dev.footfall.examples.demo;

import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;

/** One log for all that runs in this process. */
final class Logging {

  private Logging() {}

  /** Spring Boot would set up the log anew for itself; Tomcat writes to Java's own. */
  static void unite() {
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}

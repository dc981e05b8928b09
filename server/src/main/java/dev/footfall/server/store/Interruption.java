package dev.footfall.server.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets another thread stop what the store does for a call. Thread-safe. */
public final class Interruption {
  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  private boolean stopped;
  private @Nullable Statement running;

  /**
   * Stops what runs and lets nothing more begin. A statement that is just about to begin may miss
   * it: call again until the caller is back.
   */
  public synchronized void stop() {
    stopped = true;
    cancel();
  }

  /** Stops the statement that runs, if one does: the call may begin another. */
  synchronized void cancel() {
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.debug("The statement is over already", e);
      }
    }
  }

  /** Whether the call is to end. */
  public synchronized boolean isStopped() {
    return stopped;
  }

  synchronized void begin(Statement statement) {
    if (stopped) {
      throw new StoppedException();
    }
    running = statement;
  }

  /** After this, the statement's connection may serve another call: it is not stopped any more. */
  synchronized void end() {
    running = null;
  }
}

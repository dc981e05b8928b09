package dev.footfall.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** Stops a statement that takes longer than it may. */
final class Budget {
  /** Runs a statement. */
  @FunctionalInterface
  interface Execution<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private Budget() {}

  /**
   * @param budget rounded up to whole seconds
   * @throws BudgetException when it was stopped
   */
  static <T> T limit(Duration budget, PreparedStatement statement, Execution<T> execution)
      throws SQLException {
    long seconds = Math.max(1, budget.plusNanos(999_999_999).toSeconds());
    statement.setQueryTimeout(Math.toIntExact(seconds));
    long begin = System.nanoTime();
    try {
      return execution.run(statement);
    } catch (SQLException e) {
      if (System.nanoTime() - begin >= Duration.ofSeconds(seconds).toNanos()) {
        throw new BudgetException(e);
      }
      throw e;
    }
  }
}

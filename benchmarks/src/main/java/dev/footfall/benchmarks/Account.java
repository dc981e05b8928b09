package dev.footfall.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What a server acknowledged, held against what it has: each record exactly once. */
final class Account {

  private Tally acknowledged = Tally.NONE;

  void add(Tally tally) {
    acknowledged = acknowledged.plus(tally);
  }

  long records() {
    return acknowledged.records();
  }

  /**
   * Asks a server that runs.
   *
   * @return the count, or why there is none
   */
  String requireCount(int port, String key) throws IOException {
    try (QueryConnection connection = new QueryConnection(port, key)) {
      QueryConnection.Outcome outcome = connection.count();
      if (!outcome.isGood()) {
        return outcome.status();
      }
      long count = outcome.firstFigure();
      if (count != records()) {
        throw new IllegalStateException(
            "acknowledged: %,d records, counted by a query: %,d".formatted(records(), count));
      }
      return "%,d".formatted(count);
    }
  }

  /** Looks into the file of one that is stopped. */
  void requireStored(Path data) throws SQLException {
    try (StoreFile store = StoreFile.open(data)) {
      Tally stored = store.tally();
      if (!stored.equals(acknowledged)) {
        throw new IllegalStateException(
            "acknowledged: %s, stored: %s".formatted(acknowledged, stored));
      }
    }
  }
}

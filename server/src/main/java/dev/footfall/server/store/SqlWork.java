package dev.footfall.server.store;

import java.io.IOException;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Something to do with a connection. */
@FunctionalInterface
interface SqlWork<X extends Exception> {
  void run(DuckDBConnection connection) throws SQLException, X;

  /** Work that reads and hands rows on. */
  interface Reading extends SqlWork<IOException> {}

  /** Work that reads something small. */
  @FunctionalInterface
  interface Answering<T extends @Nullable Object> {
    T run(DuckDBConnection connection) throws SQLException;
  }

  /** Work inside a write transaction. */
  interface Writing extends SqlWork<RuntimeException> {}
}

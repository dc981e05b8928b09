package dev.footfall.server.store;

import java.io.IOException;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** Something to do with a connection. */
@FunctionalInterface
interface SqlWork<X extends Exception> {
  void run(DuckDBConnection connection) throws SQLException, X;

  /** Work that reads and hands rows on. */
  interface Reading extends SqlWork<IOException> {}

  /** Work inside a write transaction. */
  interface Writing extends SqlWork<RuntimeException> {}
}

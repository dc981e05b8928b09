package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data file while it is open: the connection that writes, and those made beside it. */
final class OpenFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFile.class);

  /** Before the first block. */
  private static final long HEADER_BYTES = 3 * 4_096;

  private final DuckDBConnection writer;
  private final ReadConnections reads;
  private final QueryConnections queries;
  private final Checkpoints checkpoints;

  private OpenFile(DataFile file, DuckDBConnection writer) throws SQLException {
    this.writer = writer;
    this.reads = new ReadConnections(writer);
    this.queries = new QueryConnections(writer);
    this.checkpoints = new Checkpoints(file, writer);
  }

  /**
   * @param exports the only folder that statements may write files into
   */
  static OpenFile open(DataFile file, Path exports, String memory, long spillableMegabytes)
      throws SQLException {
    if (Files.exists(file.log()) && !Files.exists(file.path())) {
      throw EngineErrors.damaged(file.log(), "the data file that it belongs to is missing");
    }
    Properties settings = new Properties();
    settings.setProperty("memory_limit", memory);
    settings.setProperty("max_temp_directory_size", spillableMegabytes + "MB");
    settings.setProperty("threads", "2");
    // Checkpoints come sooner; this is for when they fail.
    settings.setProperty("checkpoint_threshold", "1GB");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    DuckDBConnection writer =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file.path(), settings);
    try {
      NativeLibrary.deleteUnpacked();
      requireWhole(writer, file);
      OpenFile open = new OpenFile(file, writer);
      try (Statement statement = writer.createStatement()) {
        statement.execute("SET allowed_directories = [" + DuckDatabase.literal(exports) + "]");
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
      }
      return open;
    } catch (SQLException | RuntimeException | Error e) {
      DuckDatabase.close(writer);
      throw e;
    }
  }

  /**
   * While a connection is left, the engine would give out the former file under its name; asked for
   * with other settings, it says so.
   *
   * @throws StoreException when the engine has not let go of the file
   */
  static void requireClosed(DataFile file) {
    Properties settings = new Properties();
    settings.setProperty("access_mode", "READ_ONLY");
    try {
      DriverManager.getConnection("jdbc:duckdb:" + file.path(), settings).close();
    } catch (SQLException e) {
      throw EngineErrors.failure("The data file " + file.path() + " is still in use", e);
    }
  }

  /**
   * What the engine does not look at: it opens half a file, and passes over what no log is. Free
   * blocks do not count: those at the end it cuts off without noting that in the file.
   */
  private static void requireWhole(Connection connection, DataFile file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // A damaged file is closed as it was found.
      statement.execute("PRAGMA disable_checkpoint_on_shutdown");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT used_blocks * block_size, wal_size FROM pragma_database_size()")) {
        row.next();
        if (file.bytes() < HEADER_BYTES + row.getLong(1)) {
          throw EngineErrors.damaged(file.path(), "its end is missing");
        }
        if (row.getString(2).startsWith("0 ") && file.logBytes() > 0) {
          requireTorn(file.log());
        }
      }
      statement.execute("PRAGMA enable_checkpoint_on_shutdown");
    }
  }

  /** The engine writes over such a log. */
  private static void requireTorn(Path log) {
    try {
      if (!TornLog.isTornInItsFirstCommit(log)) {
        throw EngineErrors.damaged(log, "nothing in it can be read");
      }
    } catch (IOException e) {
      throw EngineErrors.failure("The file " + log + " could not be read", e);
    }
    LOG.info("The log {} ends within its first commit, which was never answered", log);
  }

  DuckDBConnection writer() {
    return writer;
  }

  ReadConnections reads() {
    return reads;
  }

  QueryConnections queries() {
    return queries;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  /** The engine lets go of the file once its last connection is closed. */
  @Override
  public void close() {
    checkpoints.close();
    queries.close();
    reads.close();
    DuckDatabase.close(writer);
  }
}

package dev.footfall.server.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** The data file while it is open: the connection that writes, and those made beside it. */
final class OpenFile implements AutoCloseable {
  private final DuckDBConnection writer;
  private final ReadConnections reads;
  private final QueryConnections queries;
  private final Checkpoints checkpoints;

  private OpenFile(Path file, DuckDBConnection writer) throws SQLException {
    this.writer = writer;
    this.reads = new ReadConnections(writer);
    this.queries = new QueryConnections(writer);
    this.checkpoints = new Checkpoints(file, writer);
  }

  /**
   * @param exports the only folder that statements may write files into
   */
  static OpenFile open(Path file, Path exports, String memory, long spillableMegabytes)
      throws SQLException {
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
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, settings);
    try {
      NativeLibrary.deleteUnpacked();
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

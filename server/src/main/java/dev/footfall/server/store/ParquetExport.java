package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** Writes requests to Parquet files. */
final class ParquetExport {
  /** More than a record takes, so that posts still find room while a file is written. */
  private static final long BYTES_PER_RECORD = 200;

  private static final String NO_SPACE =
      "The disk of the server has no room for the file: ask for fewer records with limit, or for"
          + " csv or ndjson, which need none";

  private final DuckDatabase database;
  private final ExportFolder folder;

  ParquetExport(DuckDatabase database, ExportFolder folder) {
    this.database = database;
    this.folder = folder;
  }

  ParquetFile write(RequestWindow window, Set<String> columns) throws IOException {
    ParquetFile[] written = new ParquetFile[1];
    database.read(connection -> written[0] = write(connection, window, columns));
    return written[0];
  }

  private ParquetFile write(DuckDBConnection connection, RequestWindow window, Set<String> columns)
      throws SQLException {
    Extent extent = extent(connection, window);
    if (!database.disk().hasRoomFor(extent.records * BYTES_PER_RECORD)) {
      throw new NoSpaceException(NO_SPACE);
    }
    Path file = folder.create("parquet");
    try {
      Sql sql =
          new Sql()
              .add("COPY (SELECT " + RequestColumns.select(columns) + " FROM ")
              .add(RequestTable.seen(window.filter()) + " WHERE ")
              .add(RequestTable.within(window))
              .add(" AND id <= ")
              .bind(extent.lastId)
              .add(" ORDER BY id) TO " + DuckDatabase.literal(file))
              .add(" (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)");
      try (PreparedStatement copy = sql.prepare(connection)) {
        Budget.limit(window.budget(), copy, PreparedStatement::execute);
      }
      return new ParquetFile(file, extent.lastId, extent.hasMore);
    } catch (SQLException | RuntimeException | Error e) {
      remove(file, e);
      if (EngineErrors.isDiskFull(e)) {
        throw new NoSpaceException(NO_SPACE);
      }
      throw e;
    }
  }

  private record Extent(long records, long lastId, boolean hasMore) {}

  private static Extent extent(DuckDBConnection connection, RequestWindow window)
      throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT count(*), max(id) FILTER (place <= ")
            .bind(window.limit())
            .add(") FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM (")
            .add("SELECT id FROM " + RequestTable.seen(window.filter()) + " WHERE ")
            .add(RequestTable.within(window))
            .add(" ORDER BY id LIMIT ")
            .bind(window.limit() + 1L)
            .add("))");
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = Budget.limit(window.budget(), query, PreparedStatement::executeQuery)) {
      row.next();
      long records = row.getLong(1);
      boolean hasMore = records > window.limit();
      // Nothing below the end matches but what is in the file: that is how far it reaches.
      return new Extent(records, hasMore ? row.getLong(2) : window.before() - 1, hasMore);
    }
  }

  private static void remove(Path file, Throwable cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}

package dev.footfall.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** How projects are used: memory is the truth once it was loaded. */
final class DuckProjectUses implements ProjectUses {
  private static final String TIME = "time";

  /** There while all that was noted is saved. */
  private static final String COMPLETE = "uses complete";

  private final Supplier<DuckDatabase> database;
  private final Map<Integer, ProjectUse> uses = new ConcurrentHashMap<>();
  // under the write lock
  private final Map<Integer, ProjectUse> saved = new HashMap<>();
  private boolean loaded;
  private volatile @Nullable Instant savedTime;

  /**
   * @param database asked for first when something is saved
   */
  DuckProjectUses(Supplier<DuckDatabase> database) {
    this.database = database;
  }

  /** Also each time the file is opened again: memory knows more by then. */
  void load(DuckDBConnection connection, long nowMicros) throws SQLException {
    saved.clear();
    read(connection);
    Long time = mark(connection, TIME);
    savedTime = time == null ? null : Micros.toInstant(time);
    boolean complete = mark(connection, COMPLETE) != null;
    clearMark(connection, COMPLETE);
    if (!loaded) {
      saved.forEach(
          (project, use) ->
              uses.put(project, complete ? use : use.posted(nowMicros).looked(nowMicros)));
      loaded = true;
    }
  }

  void posted(int projectId, long micros) {
    uses.compute(
        projectId,
        (project, use) -> use == null ? ProjectUse.knownSince(micros) : use.posted(micros));
  }

  @Override
  public void looked(int projectId, Instant now) {
    long micros = Micros.of(now);
    uses.compute(
        projectId,
        (project, use) -> use == null ? ProjectUse.knownSince(micros) : use.looked(micros));
  }

  @Override
  public ProjectUse of(int projectId, Instant now) {
    return uses.computeIfAbsent(projectId, project -> ProjectUse.knownSince(Micros.of(now)));
  }

  @Override
  public Map<Integer, ProjectUse> all() {
    return Collections.unmodifiableMap(uses);
  }

  @Override
  public void warn(int projectId, int days, @Nullable LocalDate day) {
    uses.computeIfPresent(projectId, (project, use) -> use.warned(days, day));
  }

  @Override
  public @Nullable Instant savedTime() {
    return savedTime;
  }

  @Override
  public void save(Instant time, boolean last) {
    Map<Integer, ProjectUse> now = Map.copyOf(uses);
    database
        .get()
        .write(
            connection -> {
              Map<Integer, ProjectUse> changed = new HashMap<>(now);
              changed.entrySet().removeAll(saved.entrySet());
              replace(connection, changed);
              setMark(connection, TIME, Micros.of(time));
              if (last) {
                setMark(connection, COMPLETE, 1);
              }
            },
            0,
            () -> {
              saved.putAll(now);
              savedTime = time;
            });
  }

  private void read(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT project_id, epoch_us(posted_at), epoch_us(looked_at), warnings, warned_on"
                    + " FROM project_use")) {
      while (row.next()) {
        saved.put(
            row.getInt(1),
            new ProjectUse(
                row.getLong(2), row.getLong(3), row.getInt(4), row.getObject(5, LocalDate.class)));
      }
    }
  }

  private static void replace(DuckDBConnection connection, Map<Integer, ProjectUse> changed)
      throws SQLException {
    if (changed.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM project_use WHERE project_id IN (SELECT unnest(?))")) {
      delete.setArray(1, connection.createArrayOf("INTEGER", changed.keySet().toArray()));
      delete.execute();
    }
    try (DuckDBAppender appender = connection.createAppender("project_use")) {
      for (Map.Entry<Integer, ProjectUse> entry : changed.entrySet()) {
        ProjectUse use = entry.getValue();
        appender.beginRow();
        appender.append(entry.getKey().intValue());
        appender.appendEpochMicros(use.postedAtMicros());
        appender.appendEpochMicros(use.lookedAtMicros());
        appender.append(use.warnings());
        LocalDate day = use.warnedOn();
        if (day == null) {
          appender.appendNull();
        } else {
          appender.append(day);
        }
        appender.endRow();
      }
    }
  }

  private static @Nullable Long mark(DuckDBConnection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT max(value) FROM marks WHERE name = ?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long value = row.getLong(1);
        return row.wasNull() ? null : value;
      }
    }
  }

  private static void setMark(DuckDBConnection connection, String name, long value)
      throws SQLException {
    clearMark(connection, name);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO marks VALUES (?, ?)")) {
      insert.setString(1, name);
      insert.setLong(2, value);
      insert.execute();
    }
  }

  private static void clearMark(DuckDBConnection connection, String name) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM marks WHERE name = ?")) {
      delete.setString(1, name);
      delete.execute();
    }
  }
}

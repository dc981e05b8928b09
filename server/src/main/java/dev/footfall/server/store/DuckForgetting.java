package dev.footfall.server.store;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Deletes from the one file, under its write lock, so that a post is stored before or after. */
final class DuckForgetting implements Forgetting {
  /** Few enough that a post never waits long for one, many enough that a million take seconds. */
  private static final long SLICE_IDS = 4_096;

  private final DuckDatabase database;
  private final IdSequence requestIds;
  private final IdSequence eventIds;
  private final Residue residue;
  private final Revisions revisions;
  private final AuditLog audit;

  DuckForgetting(
      DuckDatabase database,
      IdSequence requestIds,
      IdSequence eventIds,
      Residue residue,
      Revisions revisions,
      AuditLog audit) {
    this.database = database;
    this.residue = residue;
    this.revisions = revisions;
    this.audit = audit;
    this.requestIds = requestIds;
    this.eventIds = eventIds;
  }

  @Override
  public Holding known(int projectId, Person person) throws IOException {
    Holding[] known = new Holding[1];
    database.read(
        connection ->
            known[0] = HoldingSql.of(connection, kinds(person), condition(projectId, person)));
    return known[0];
  }

  @Override
  public Forgotten forget(Caller by, Person person) {
    Forgotten[] forgotten = new Forgotten[1];
    SqlWork.Writing work =
        connection -> {
          Forgotten gone = forget(connection, by.projectId(), person);
          String object = "a user by " + person.by().wireName();
          Change change = Change.gone(by.actor(), "user-data.delete", object, counts(gone));
          audit.add(connection, by.projectId(), change);
          forgotten[0] = gone;
        };
    Runnable committed =
        () -> {
          residue.committed();
          revisions.changed(by.projectId(), null);
        };
    residue.changing(() -> audit.write(database, work, committed));
    return forgotten[0];
  }

  private Forgotten forget(DuckDBConnection connection, int projectId, Person person)
      throws SQLException {
    Map<RecordKind, Long> gone = new EnumMap<>(RecordKind.class);
    for (RecordKind kind : kinds(person)) {
      Map<Integer, Long> counts = delete(connection, kind, condition(projectId, person));
      gone.put(kind, counts.getOrDefault(projectId, 0L));
    }
    return forgotten(gone);
  }

  private static Forgotten forgotten(Map<RecordKind, Long> counts) {
    return new Forgotten(
        counts.getOrDefault(RecordKind.REQUEST, 0L), counts.getOrDefault(RecordKind.EVENT, 0L));
  }

  /** Events have no address. */
  private static List<RecordKind> kinds(Person person) {
    return person.by() == RequestField.USER_ID
        ? List.of(RecordKind.REQUEST, RecordKind.EVENT)
        : List.of(RecordKind.REQUEST);
  }

  private static Sql condition(int projectId, Person person) {
    return new Sql()
        .add("project_id = ")
        .bind(projectId)
        .add(" AND " + person.by().wireName() + " = ")
        .bind(person.value());
  }

  private static Map<String, Long> counts(Forgotten gone) {
    return Map.of(RequestTable.NAME, gone.requests(), EventTable.NAME, gone.events());
  }

  @Override
  public void audit(Map<Integer, Forgotten> deleted) {
    audit.write(
        database,
        connection -> {
          for (Map.Entry<Integer, Forgotten> entry : deleted.entrySet()) {
            String object = "project " + entry.getKey();
            audit.add(
                connection,
                entry.getKey(),
                Change.gone(Change.SERVER, "retention.delete", object, counts(entry.getValue())));
          }
        },
        () -> {});
  }

  @Override
  public List<Long> slices(Sweep sweep) throws IOException {
    List<Long> slices = new ArrayList<>();
    Sql sql =
        new Sql()
            .add("SELECT DISTINCT id // " + SLICE_IDS + " FROM " + sweep.kind().table())
            .add(" WHERE ")
            .add(sweep.condition())
            .add(" ORDER BY 1");
    database.read(
        connection -> {
          try (PreparedStatement query = sql.prepare(connection);
              ResultSet row = query.executeQuery()) {
            while (row.next()) {
              slices.add(row.getLong(1));
            }
          }
        });
    return slices;
  }

  @Override
  public Map<Integer, Long> delete(Sweep sweep, long slice) {
    Map<Integer, Long> counts = new HashMap<>();
    SqlWork.Writing work =
        connection ->
            // A second run finds nothing where the first was stored after all.
            counts.putAll(delete(connection, sweep.kind(), within(slice, sweep.condition())));
    Runnable committed =
        () -> {
          residue.committed();
          counts.keySet().forEach(project -> revisions.changed(project, sweep.kind()));
        };
    residue.changing(() -> database.write(work, 0, committed));
    return counts;
  }

  private static Sql within(long slice, Sql condition) {
    return new Sql()
        .add("id >= ")
        .bind(slice * SLICE_IDS)
        .add(" AND id < ")
        .bind((slice + 1) * SLICE_IDS)
        .add(" AND ")
        .add(condition);
  }

  private Map<Integer, Long> delete(DuckDBConnection connection, RecordKind kind, Sql condition)
      throws SQLException {
    residue.mark(connection);
    IdSequence ids = kind == RecordKind.REQUEST ? requestIds : eventIds;
    ids.mark(connection);
    Sql sql =
        new Sql()
            .add("DELETE FROM " + kind.table() + " WHERE ")
            .add(condition)
            .add(" RETURNING project_id");
    Map<Integer, Long> counts = new HashMap<>();
    try (PreparedStatement delete = sql.prepare(connection);
        ResultSet row = delete.executeQuery()) {
      while (row.next()) {
        counts.merge(row.getInt(1), 1L, Long::sum);
      }
    }
    return counts;
  }

  @Override
  public List<Sweep> beyondNewest(@Nullable Integer project, long records) throws IOException {
    List<Sweep> sweeps = new ArrayList<>();
    database.read(
        connection -> {
          for (RecordKind kind : RecordKind.values()) {
            for (int projectId : projectsOver(connection, kind, project, records)) {
              long lastId = lastBeyond(connection, kind, projectId, records);
              sweeps.add(new Sweep(kind, projectId, lastId, null));
            }
          }
        });
    return sweeps;
  }

  private static List<Integer> projectsOver(
      DuckDBConnection connection, RecordKind kind, @Nullable Integer project, long records)
      throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT project_id FROM " + kind.table())
            .add(only(" WHERE ", project))
            .add(" GROUP BY project_id HAVING count(*) > ")
            .bind(records)
            .add(" ORDER BY 1");
    try (PreparedStatement query = sql.prepare(connection)) {
      return integers(query);
    }
  }

  /** The newest id that is not among the newest so many: only one slice's ids are ever sorted. */
  private static long lastBeyond(
      DuckDBConnection connection, RecordKind kind, int projectId, long records)
      throws SQLException {
    long left = records;
    long slice = 0;
    Sql counts =
        new Sql()
            .add("SELECT id // " + SLICE_IDS + ", count(*) FROM " + kind.table())
            .add(" WHERE project_id = ")
            .bind(projectId)
            .add(" GROUP BY 1 ORDER BY 1 DESC");
    try (PreparedStatement query = counts.prepare(connection);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        slice = row.getLong(1);
        if (left < row.getLong(2)) {
          break;
        }
        left -= row.getLong(2);
      }
    }
    Sql ids =
        new Sql()
            .add("SELECT id FROM " + kind.table() + " WHERE ")
            .add(within(slice, new Sql().add("project_id = ").bind(projectId)))
            .add(" ORDER BY id DESC LIMIT 1 OFFSET ")
            .bind(left);
    try (PreparedStatement query = ids.prepare(connection);
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public Forgotten due(
      int projectId, @Nullable Long createdBeforeMicros, @Nullable Long records, Duration budget)
      throws IOException {
    Map<RecordKind, Long> due = new EnumMap<>(RecordKind.class);
    database.read(
        connection -> {
          for (RecordKind kind : RecordKind.values()) {
            HoldingSql.Ages ages =
                HoldingSql.ages(connection, kind, projectId, createdBeforeMicros, budget);
            // Those that go for their age are none of the newest that are left.
            long beyond = records == null ? 0 : ages.all() - records;
            due.put(kind, Math.max(ages.before(), beyond));
          }
        });
    return forgotten(due);
  }

  @Override
  public List<Sweep> allOf(int projectId) {
    return List.of(
        new Sweep(RecordKind.REQUEST, projectId, requestIds.committed(), null),
        new Sweep(RecordKind.EVENT, projectId, eventIds.committed(), null));
  }

  @Override
  public List<Integer> projects() throws IOException {
    List<Integer> projects = new ArrayList<>();
    database.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT project_id FROM requests UNION SELECT project_id FROM events"
                      + " UNION SELECT project_id FROM rejections ORDER BY 1")) {
            projects.addAll(integers(query));
          }
        });
    return projects;
  }

  private static List<Integer> integers(PreparedStatement query) throws SQLException {
    List<Integer> integers = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        integers.add(row.getInt(1));
      }
    }
    return integers;
  }

  @Override
  public void deleteReports(@Nullable Integer projectId, long receivedBeforeMicros) {
    database.write(
        connection -> {
          for (String table : List.of(LossTable.DROPS, LossTable.REJECTIONS)) {
            new Sql()
                .add("DELETE FROM " + table + " WHERE received_at < ")
                .bindTime(receivedBeforeMicros)
                .add(only(" AND ", projectId))
                .execute(connection);
          }
        });
  }

  private static Sql only(String begin, @Nullable Integer projectId) {
    Sql sql = new Sql();
    return projectId == null ? sql : sql.add(begin + "project_id = ").bind(projectId);
  }

  @Override
  public void deleteRest(int projectId) {
    database.write(
        connection -> {
          for (String table :
              List.of(LossTable.DROPS, LossTable.REJECTIONS, "routes", SavedViews.NAME)) {
            try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table + " WHERE project_id = ?")) {
              delete.setInt(1, projectId);
              delete.execute();
            }
          }
        },
        0,
        () -> revisions.changed(projectId, RecordKind.REQUEST));
  }
}

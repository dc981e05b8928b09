package dev.footfall.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Saves and deletes views: table and audit log say the same. */
final class SavedViews {
  static final String NAME = "saved_views";
  private static final int MAX_VIEWS = 100;

  private final IdSequence ids = new IdSequence(NAME);
  private final KeyDirectory directory;
  private final AuditLog audit;
  private final Clock clock;

  SavedViews(KeyDirectory directory, AuditLog audit, Clock clock) {
    this.directory = directory;
    this.audit = audit;
    this.clock = clock;
  }

  void load(DuckDBConnection connection) throws SQLException {
    ids.load(connection);
  }

  /** Those of a project, by name. */
  static List<SavedView> list(DuckDBConnection connection, int projectId) throws SQLException {
    List<SavedView> views = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, name, page, query, epoch_us(created_at) FROM saved_views"
                + " WHERE project_id = ? ORDER BY lower(name), id")) {
      query.setInt(1, projectId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          views.add(
              new SavedView(
                  row.getInt(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  Micros.toInstant(row.getLong(5))));
        }
      }
    }
    return views;
  }

  /** Null when the project has as many as it may, or the caller was revoked meanwhile. */
  @Nullable SavedView add(
      DuckDatabase database, Caller by, String name, String page, String query) {
    @Nullable SavedView[] made = new @Nullable SavedView[1];
    audit.write(
        database,
        connection -> {
          if (!directory.stillKnows(by) || list(connection, by.projectId()).size() >= MAX_VIEWS) {
            return;
          }
          SavedView view =
              new SavedView(
                  (int) ids.next(),
                  name,
                  page,
                  query,
                  clock.instant().truncatedTo(ChronoUnit.MICROS));
          insert(connection, by.projectId(), view);
          audit.add(
              connection,
              by.projectId(),
              Change.made(by.actor(), "view.create", "view " + view.id(), state(view)));
          made[0] = view;
        },
        () -> {});
    return made[0];
  }

  private static void insert(DuckDBConnection connection, int projectId, SavedView view)
      throws SQLException {
    new Sql()
        .add("INSERT INTO saved_views VALUES (")
        .bindAll(List.of(view.id(), projectId, view.name(), view.page(), view.query()))
        .add(", ")
        .bindTime(Micros.of(view.createdAt()))
        .add(")")
        .execute(connection);
  }

  /** False when the project has no such view. */
  boolean delete(DuckDBConnection connection, Caller by, int id) throws SQLException {
    SavedView view =
        list(connection, by.projectId()).stream()
            .filter(each -> each.id() == id)
            .findFirst()
            .orElse(null);
    if (view == null || !directory.stillKnows(by)) {
      return false;
    }
    ids.mark(connection);
    new Sql().add("DELETE FROM saved_views WHERE id = ").bind(id).execute(connection);
    audit.add(
        connection,
        by.projectId(),
        Change.gone(by.actor(), "view.delete", "view " + id, state(view)));
    return true;
  }

  /** All that a project has. */
  void deleteAll(DuckDBConnection connection, int projectId) throws SQLException {
    ids.mark(connection);
    new Sql()
        .add("DELETE FROM saved_views WHERE project_id = ")
        .bind(projectId)
        .execute(connection);
  }

  /** Not its query, which may name users: they can be forgotten, but for what stands here. */
  private static Map<String, String> state(SavedView view) {
    return Map.of("name", view.name(), "page", view.page());
  }
}

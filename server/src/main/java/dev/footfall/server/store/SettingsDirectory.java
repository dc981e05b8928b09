package dev.footfall.server.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * What each project decides for itself, in memory: every post asks for it. The table is the truth;
 * a change is in both, and in the audit log, or in none.
 */
final class SettingsDirectory {
  private final KeyDirectory keys;
  private final AuditLog audit;
  private final Revisions revisions;
  private volatile Map<Integer, ProjectSettings> byProject = Map.of();

  SettingsDirectory(KeyDirectory keys, AuditLog audit, Revisions revisions) {
    this.keys = keys;
    this.audit = audit;
    this.revisions = revisions;
  }

  void load(DuckDBConnection connection) throws SQLException {
    byProject = new ConcurrentHashMap<>(SettingsTable.readAll(connection));
  }

  ProjectSettings of(int projectId) {
    return byProject.getOrDefault(projectId, ProjectSettings.NONE);
  }

  Map<Integer, ProjectSettings> all() {
    return Map.copyOf(byProject);
  }

  /** Null when the caller was revoked on its way here. */
  @Nullable ProjectSettings change(
      DuckDatabase database, Caller by, UnaryOperator<ProjectSettings> change) {
    int projectId = by.projectId();
    @Nullable ProjectSettings[] changed = new @Nullable ProjectSettings[1];
    audit.write(
        database,
        connection -> {
          if (!keys.stillKnows(by)) {
            return;
          }
          ProjectSettings before = of(projectId);
          ProjectSettings after = change.apply(before);
          changed[0] = after;
          if (!after.equals(before)) {
            SettingsTable.replace(connection, projectId, after);
            audit.add(
                connection,
                projectId,
                new Change(
                    by.actor(),
                    "settings.change",
                    "project " + projectId,
                    before.unlike(after),
                    after.unlike(before)));
          }
        },
        () -> {
          ProjectSettings after = changed[0];
          if (after != null && !after.equals(of(projectId))) {
            byProject.put(projectId, after);
            // What is seen may be another, such as a masked address.
            revisions.changed(projectId, null);
          }
        });
    return changed[0];
  }

  /** To be called once the project's row is deleted. */
  void forget(int projectId) {
    byProject.remove(projectId);
  }
}

package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/**
 * Records that are to go, whatever arrives meanwhile.
 *
 * @param projectId null: of all projects
 * @param lastId ids up to it
 * @param createdBeforeMicros null: whenever they were created
 */
public record Sweep(
    RecordKind kind, @Nullable Integer projectId, long lastId, @Nullable Long createdBeforeMicros) {

  /** What was created before, in a project or, where it is null, in all. */
  public static Sweep createdBefore(RecordKind kind, @Nullable Integer projectId, long micros) {
    return new Sweep(kind, projectId, Long.MAX_VALUE, micros);
  }

  /** What stands after {@code WHERE}. */
  Sql condition() {
    Sql sql = new Sql().add("id <= ").bind(lastId);
    if (projectId != null) {
      sql.add(" AND project_id = ").bind(projectId);
    }
    if (createdBeforeMicros != null) {
      sql.add(" AND created_at < ").bindTime(createdBeforeMicros);
    }
    return sql;
  }
}

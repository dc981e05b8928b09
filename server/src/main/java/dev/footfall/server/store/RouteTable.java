package dev.footfall.server.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** The declared routes as they are read back. */
final class RouteTable {
  private RouteTable() {}

  /** The first so many of a project, by service and route. */
  static List<DeclaredRoute> list(DuckDBConnection connection, int projectId, int limit)
      throws SQLException {
    List<DeclaredRoute> routes = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT service, route, epoch_us(max(received_at)) FROM routes WHERE project_id = ?"
                + " GROUP BY service, route ORDER BY service NULLS LAST, route LIMIT ?")) {
      query.setInt(1, projectId);
      query.setInt(2, limit);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          routes.add(new DeclaredRoute(row.getString(1), row.getString(2), row.getLong(3)));
        }
      }
    }
    return routes;
  }
}

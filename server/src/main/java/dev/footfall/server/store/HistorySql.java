package dev.footfall.server.store;

import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Filter;
import dev.footfall.server.store.Grouping.Membership;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is of groups in another time, in SQL: joined to a scan or to a grouping. A missing key
 * is one like any other.
 */
final class HistorySql {
  /** When the first record of a group was created, in microseconds. */
  static final String FIRST = "epoch_us(first_ever)";

  private HistorySql() {}

  /** Stands behind the table that is scanned. */
  static Sql membership(int projectId, Membership membership, Filter filter) {
    FieldSql here = new FieldSql(filter);
    FieldSql there = new FieldSql(membership.others());
    List<String> keys = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (Dimension dimension : membership.by()) {
      String name = "m" + keys.size();
      keys.add(GroupingSql.key(dimension, there) + " AS " + name);
      same.add(same(GroupingSql.key(dimension, here), name));
    }
    return new Sql()
        .add(membership.shared() ? " SEMI JOIN (" : " ANTI JOIN (")
        .add("SELECT DISTINCT " + String.join(", ", keys) + " FROM ")
        .add(RequestTable.seen(membership.others()) + " WHERE ")
        .add(FilterSql.where(projectId, membership.others()))
        .add(") AS others ON " + String.join(" AND ", same));
  }

  /**
   * Stands behind the groups, which have their keys as k0, k1, …; time is none of a group's own.
   */
  static Sql firstEver(int projectId, Grouping grouping) {
    Filter filter = grouping.filter();
    Filter history = filter.over(null, filter.to());
    FieldSql fields = new FieldSql(history);
    List<String> columns = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (int i = 0; i < grouping.dimensions().size(); i++) {
      Dimension dimension = grouping.dimensions().get(i);
      if (!(dimension instanceof Dimension.ByTime)) {
        String name = "e" + columns.size();
        columns.add(GroupingSql.key(dimension, fields) + " AS " + name);
        same.add(same("k" + i, name));
      }
    }
    int keys = columns.size();
    Sql where = FilterSql.where(projectId, history);
    GroupingSql.among(where, grouping, fields);
    columns.add("min(created_at) AS first_ever");
    return new Sql()
        .add(" AS found LEFT JOIN (SELECT " + String.join(", ", columns))
        .add(" FROM " + RequestTable.seen(history) + " WHERE ")
        .add(where)
        .add(keys == 0 ? "" : " GROUP BY " + GroupingSql.places(keys))
        .add(") AS history ON " + (keys == 0 ? "TRUE" : String.join(" AND ", same)));
  }

  private static String same(String one, String other) {
    return one + " IS NOT DISTINCT FROM " + other;
  }
}

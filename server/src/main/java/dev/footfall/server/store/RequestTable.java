package dev.footfall.server.store;

import dev.footfall.server.enrich.Rules;
import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Filter;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The requests table: the only place that knows its columns. */
final class RequestTable {
  static final String NAME = "requests";

  /** The whole address where {@link #seen} masks it, to count with. */
  static final String WHOLE_ADDRESS = "whole_address";

  /** The network of an address: the first 24 bits of IPv4, 48 of IPv6; stored ones are literals. */
  private static final String MASKED_ADDRESS =
      "CASE WHEN contains(ip_address, ':') THEN"
          + " regexp_extract(split_part(ip_address, '::', 1), '^[^:]*(:[^:]*){0,2}') || '::/48'"
          + " ELSE regexp_replace(ip_address, '[^.]*$', '0/24') END";

  private static final String MASKED =
      "(SELECT * REPLACE ("
          + MASKED_ADDRESS
          + " AS ip_address), ip_address AS "
          + WHOLE_ADDRESS
          + ", rowid AS row_id FROM requests)";

  private static final RequestField[] FIELDS = RequestField.values();
  private static final int NUMBERS = 6;
  private static final String LOG_COLUMNS =
      Rows.HEAD
          + ", status, response_time_us, request_bytes, response_bytes, weight, flags, "
          + Arrays.stream(FIELDS).map(RequestField::wireName).collect(Collectors.joining(", "));

  /** What the compatible pages show; a narrow read is several times as fast as a whole one. */
  private static final List<RequestField> PAGE_FIELDS =
      List.of(
          RequestField.HOSTNAME,
          RequestField.IP_ADDRESS,
          RequestField.LOCATION,
          RequestField.PATH,
          RequestField.USER_AGENT,
          RequestField.METHOD,
          RequestField.USER_ID);

  private RequestTable() {}

  /** What stands after {@code FROM}: the table as the filter's lock lets it be seen. */
  static String seen(Filter filter) {
    return seen(filter.masksAddresses());
  }

  private static String seen(boolean masksAddresses) {
    return masksAddresses ? MASKED : NAME;
  }

  static void append(DuckDBAppender appender, long id, Batch batch, RequestRow row)
      throws SQLException {
    appender.beginRow();
    Rows.appendHead(appender, id, batch, row.createdAtMicros());
    appender.append((short) row.status());
    appender.append(row.responseTimeMicros());
    Rows.appendNumber(appender, row.requestBytes());
    Rows.appendNumber(appender, row.responseBytes());
    appender.append(row.weight());
    appender.append(row.flags());
    for (RequestField field : FIELDS) {
      if (field == RequestField.ROUTE_RULE) {
        // the column before it
        appender.append(Rules.VERSION);
      }
      Rows.appendText(appender, row.text(field));
    }
    Integer templatedBy = batch.templatesRevision();
    if (templatedBy == null) {
      appender.appendNull();
    } else {
      appender.append(templatedBy.intValue());
    }
    appender.endRow();
  }

  static void read(DuckDBConnection connection, RequestWindow window, RequestVisitor visitor)
      throws SQLException, IOException {
    Sql sql =
        new Sql()
            .add("SELECT " + LOG_COLUMNS + " FROM " + seen(window.filter()) + " WHERE ")
            .add(within(window))
            .add(window.ascending() ? " ORDER BY id LIMIT " : " ORDER BY id DESC LIMIT ")
            .bind(window.limit());
    try (PreparedStatement query = sql.prepare(connection)) {
      try (ResultSet row = Budget.limit(window.budget(), query, PreparedStatement::executeQuery)) {
        boolean more = true;
        while (more && row.next()) {
          more = visitor.visit(stored(row));
        }
      }
    }
  }

  static List<StoredRequest> read(DuckDBConnection connection, RequestRanking ranking)
      throws SQLException {
    String column = ranking.order().column();
    String sorted = Rows.sorted(column, ranking.ascending());
    String seen = seen(ranking.filter());
    String row = ranking.filter().masksAddresses() ? "row_id" : "rowid";
    // Only ids are sorted; the rows are fetched after.
    Sql sql =
        new Sql()
            .add("SELECT " + LOG_COLUMNS + " FROM " + seen + " WHERE " + row + " IN")
            .add(" (SELECT " + row + " FROM " + seen + " WHERE ")
            .add(FilterSql.where(ranking.projectId(), ranking.filter()))
            .add(behind(ranking))
            .add(sorted + " LIMIT ")
            .bind(ranking.limit())
            .add(")" + sorted);
    List<StoredRequest> found = new ArrayList<>();
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet rows = Budget.limit(ranking.budget(), query, PreparedStatement::executeQuery)) {
      while (rows.next()) {
        found.add(stored(rows));
      }
    }
    return found;
  }

  private static Sql behind(RequestRanking ranking) {
    StoredRequest request = ranking.behind();
    if (request == null) {
      return new Sql();
    }
    return Rows.behind(
        ranking.order().column(),
        ranking.order().value(request),
        request.id(),
        ranking.ascending());
  }

  /** What stands after {@code WHERE} for the requests that a window means. */
  static Sql within(RequestWindow window) {
    return new Sql()
        .add("id > ")
        .bind(window.after())
        .add(" AND id < ")
        .bind(window.before())
        .add(" AND ")
        .add(FilterSql.where(window.projectId(), window.filter()));
  }

  static @Nullable StoredRequest find(
      DuckDBConnection connection, int projectId, long id, Condition lock) throws SQLException {
    Filter filter = Filter.locked(lock);
    Sql sql =
        new Sql()
            .add("SELECT " + LOG_COLUMNS + " FROM " + seen(filter) + " WHERE id = ")
            .bind(id)
            .add(" AND ")
            .add(FilterSql.where(projectId, filter));
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = query.executeQuery()) {
      return row.next() ? stored(row) : null;
    }
  }

  private static StoredRequest stored(ResultSet row) throws SQLException {
    return new StoredRequest(row.getLong(1), row.getLong(2), Rows.origin(row), whole(row));
  }

  private static RequestRow whole(ResultSet row) throws SQLException {
    int first = Rows.HEAD_COLUMNS + 1;
    @Nullable String[] texts = new @Nullable String[FIELDS.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = row.getString(first + NUMBERS + i);
    }
    return new RequestRow(
        row.getLong(3),
        row.getInt(first),
        row.getLong(first + 1),
        Rows.number(row, first + 2),
        Rows.number(row, first + 3),
        row.getDouble(first + 4),
        row.getInt(first + 5),
        texts);
  }

  static void page(DuckDBConnection connection, RequestPage page, RowVisitor<RequestRow> visitor)
      throws SQLException, IOException {
    List<Object> values = new ArrayList<>();
    String where = where(page, values);
    String seen = seen(page.masksAddresses());
    values.add(page.limit());
    values.add(page.offset());
    // Only ids are sorted for the offset; the page's rows are fetched after.
    String sql =
        "SELECT epoch_us(created_at), status, response_time_us, "
            + PAGE_FIELDS.stream().map(RequestField::wireName).collect(Collectors.joining(", "))
            + (" FROM " + seen + " WHERE id IN (SELECT id FROM " + seen + " WHERE ")
            + where
            + " ORDER BY created_at, id LIMIT ? OFFSET ?) ORDER BY created_at, id";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        query.setObject(i + 1, values.get(i));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          visitor.visit(narrow(row));
        }
      }
    }
  }

  private static RequestRow narrow(ResultSet row) throws SQLException {
    @Nullable String[] texts = new @Nullable String[FIELDS.length];
    int column = 4;
    for (RequestField field : PAGE_FIELDS) {
      texts[field.index()] = row.getString(column++);
    }
    return new RequestRow(
        row.getLong(1),
        row.getInt(2),
        row.getLong(3),
        RequestRow.NONE,
        RequestRow.NONE,
        1,
        0,
        texts);
  }

  private static String where(RequestPage page, List<Object> values) {
    StringBuilder where = new StringBuilder("project_id = ?");
    values.add(page.projectId());
    and(where, values, "created_at >= make_timestamp(?)", page.fromMicros());
    and(where, values, "created_at < make_timestamp(?)", page.toMicros());
    and(where, values, "status = ?", page.status());
    for (Map.Entry<RequestField, String> equal : page.equal().entrySet()) {
      and(where, values, equal.getKey().wireName() + " = ?", equal.getValue());
    }
    return where.toString();
  }

  private static void and(
      StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      where.append(" AND ").append(condition);
      values.add(value);
    }
  }
}

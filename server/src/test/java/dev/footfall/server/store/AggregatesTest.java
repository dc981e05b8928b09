package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.UserBy;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatesTest {
  private static final Filter ALL =
      new Filter(null, null, ZoneOffset.UTC, Condition.ALWAYS, UserBy.ID_OR_ADDRESS, false);

  /** Of millions of groups only those are taken into memory that are asked for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 999, 1_000, 1_001, 3_000})
  void groups_areThoseAskedFor_andNoOther(int wanted) throws SQLException {
    try (DuckDBConnection connection =
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Migrations.run(connection);
      statement.execute(
          """
          INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
            status, response_time_us, weight, flags, path, method)
          SELECT i, 1, 1, now(), now(), 0, 200, 0, 1, 0,
            CASE WHEN i >= 20 THEN i // 2 END, ['GET', 'PUT'][i % 2 + 1]
          FROM range(20000) numbers(i)
          """);
      List<List<Object>> among =
          IntStream.range(9, 9 + wanted)
              .mapToObj(i -> Arrays.<Object>asList(i < 10 ? null : Integer.toString(i), "GET"))
              .toList();

      List<GroupRow> rows = Aggregates.groups(connection, 1, grouping(among), new Interruption());

      assertThat(rows).extracting(GroupRow::keys).containsExactlyInAnyOrderElementsOf(among);
      assertThat(rows.stream().mapToLong(GroupRow::samples).sum()).isEqualTo(wanted + 9);
    }
  }

  @Test
  void groups_thatAreTooMany_areNotTakenIntoMemory() throws SQLException {
    try (DuckDBConnection connection =
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Migrations.run(connection);
      statement.execute(
          """
          INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
            status, response_time_us, weight, flags, path, method)
          SELECT i, 1, 1, now(), now(), 0, 200, 0, 1, 0, i, 'GET' FROM range(1000001) numbers(i)
          """);
      assertThatThrownBy(() -> Aggregates.groups(connection, 1, grouping(null), new Interruption()))
          .isInstanceOf(MemoryException.class);
      statement.execute("DELETE FROM requests WHERE id = 7");
      assertThat(Aggregates.groups(connection, 1, grouping(null), new Interruption()))
          .hasSize(1_000_000);
    }
  }

  /** Traffic that repeats itself every 16 records must not look like one of them. */
  @Test
  void percentiles_ofASample_areNearThoseOfAll() throws SQLException {
    try (DuckDBConnection connection =
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Migrations.run(connection);
      statement.execute(
          """
          INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
            status, response_time_us, weight, flags, path, method)
          SELECT i, 1, 1, now(), now(), 0, 200, i % 16 * 100000 + i // 16, 1, 0, i, 'GET'
          FROM range(1600000) numbers(i)
          """);

      double all = median(connection, Grouping.Percentiles.ALL_VALUES);
      double sample = median(connection, Grouping.Percentiles.SAMPLE);

      assertThat(all).isEqualTo(800_000);
      assertThat(sample).isNotEqualTo(all).isCloseTo(all, Percentage.withPercentage(1));
    }
  }

  private static double median(DuckDBConnection connection, Grouping.Percentiles percentiles)
      throws SQLException {
    Grouping grouping =
        new Grouping(
            ALL,
            List.of(),
            null,
            List.of(Metric.of(Metric.Kind.P50)),
            new Grouping.Precision(false, false, false, percentiles),
            List.of(),
            1,
            null);
    List<GroupRow> rows = Aggregates.groups(connection, 1, grouping, new Interruption());
    return rows.get(0).figures().get(0).doubleValue();
  }

  private static Grouping grouping(List<List<Object>> among) {
    return new Grouping(
        ALL,
        List.of(new Dimension.ByField(Field.PATH), new Dimension.ByField(Field.METHOD)),
        null,
        List.of(Metric.of(Metric.Kind.REQUESTS)),
        new Grouping.Precision(false, false, false, Grouping.Percentiles.ALL_VALUES),
        List.of(),
        Integer.MAX_VALUE,
        among);
  }
}

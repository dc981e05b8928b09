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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatesTest {
  private static final Filter ALL =
      new Filter(null, null, ZoneOffset.UTC, Condition.ALWAYS, UserBy.ID_OR_ADDRESS, false);

  @AutoClose private DuckDBConnection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    Migrations.run(connection);
  }

  /** Of millions of groups only those are taken into memory that are asked for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 999, 1_000, 1_001, 3_000})
  void groups_areThoseAskedFor_andNoOther(int wanted) throws SQLException {
    insert(20_000, "0", "CASE WHEN i >= 20 THEN i // 2 END", "['GET', 'PUT'][i % 2 + 1]");
    List<List<Object>> among =
        IntStream.range(9, 9 + wanted)
            .mapToObj(i -> Arrays.<Object>asList(i < 10 ? null : Integer.toString(i), "GET"))
            .toList();

    List<GroupRow> rows = groups(grouping(among));

    assertThat(rows).extracting(GroupRow::keys).containsExactlyInAnyOrderElementsOf(among);
    assertThat(rows.stream().mapToLong(GroupRow::samples).sum()).isEqualTo(wanted + 9);
  }

  @Test
  void groups_thatAreTooMany_areNotTakenIntoMemory() throws SQLException {
    insert(1_000_001, "0", "i", "'GET'");
    assertThatThrownBy(() -> groups(grouping(null))).isInstanceOf(MemoryException.class);
    execute("DELETE FROM requests WHERE id = 7");
    assertThat(groups(grouping(null))).hasSize(1_000_000);
  }

  /** Traffic that repeats itself every 16 records must not look like one of them. */
  @Test
  void percentiles_ofASample_areNearThoseOfAll() throws SQLException {
    insert(1_600_000, "i % 16 * 100000 + i // 16", "i", "'GET'");

    double all = median(Grouping.Percentiles.ALL_VALUES);
    double sample = median(Grouping.Percentiles.SAMPLE);

    assertThat(all).isEqualTo(800_000);
    assertThat(sample).isNotEqualTo(all).isCloseTo(all, Percentage.withPercentage(1));
  }

  /** Requests with the ids i from 0 on, of which the others are expressions. */
  private void insert(int count, String micros, String path, String method) throws SQLException {
    execute(
        """
        INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
          status, response_time_us, weight, flags, path, method)
        SELECT i, 1, 1, now(), now(), 0, 200, %s, 1, 0, %s, %s FROM range(%d) numbers(i)
        """
            .formatted(micros, path, method, count));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<GroupRow> groups(Grouping grouping) throws SQLException {
    return Aggregates.groups(connection, 1, grouping, new Interruption());
  }

  private double median(Grouping.Percentiles percentiles) throws SQLException {
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
    return groups(grouping).get(0).figures().get(0).doubleValue();
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

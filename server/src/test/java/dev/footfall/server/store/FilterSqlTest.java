package dev.footfall.server.store;

import static dev.footfall.server.query.Operator.IS;
import static dev.footfall.server.query.Operator.IS_NOT;
import static dev.footfall.server.query.Operator.MATCHES;
import static dev.footfall.server.query.Operator.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Condition.And;
import dev.footfall.server.query.Condition.Not;
import dev.footfall.server.query.Condition.OfNumber;
import dev.footfall.server.query.Condition.OfText;
import dev.footfall.server.query.Condition.Or;
import dev.footfall.server.query.Condition.Word;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.UserBy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterSqlTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static Connection connection;

  /** Record 9 is another project's; record 5 has nothing that may be missing. */
  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    Migrations.run(connection);
    insert(1, 1, "2026-10-25T00:30:00Z", 200, 250_500, "/v1/items?q=a_b", "ada", "10.0.0.1");
    insert(2, 1, "2026-10-25T01:30:00Z", 404, 250_000, "/v1/Café/100%", null, "10.0.0.2");
    insert(3, 1, "2026-10-26T23:30:00Z", 500, 1, "/v1/items", "ada", null);
    insert(4, 1, "2026-10-27T10:00:00Z", 301, 9_000_000_000L, "/a*b\\c", "ada lovelace", "ada");
    insert(5, 1, "2026-10-28T10:00:00Z", 100, 0, null, null, null);
    insert(9, 2, "2026-10-25T00:30:00Z", 200, 250_500, "/v1/items?q=a_b", "ada", "10.0.0.1");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          UPDATE requests SET method = 'GET', route = '/v1/{id}', operation = 'GET /v1/{id}',
            request_bytes = 10, weight = 2.5 WHERE id IN (1, 9)
          """);
      statement.execute(
          """
          UPDATE requests SET method = 'PUT', route = '/v1/{id}', operation = 'PUT /v1/{id}'
            WHERE id = 3
          """);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USER_ID | IS | ada | 1 3",
        "USER_ID | IS_NOT | ada | 2 4 5",
        "USER_ID | IN | ada,ada lovelace,bob | 1 3 4",
        "USER_ID | CONTAINS | ADA | 1 3 4",
        "USER_ID | UNKNOWN |  | 2 5",
        "USER | IS | ada | 1 3",
        "USER | IS_NOT | ada | 2 4 5",
        "USER | IS | 10.0.0.2 | 2",
        "USER | IS | 10.0.0.1 | ",
        "USER | UNKNOWN |  | 5",
        "PATH | CONTAINS | a_B | 1",
        "PATH | CONTAINS | CAFÉ | 2",
        "PATH | CONTAINS | % | 2",
        "PATH | MATCHES | /v1/* | 1 2 3",
        "PATH | MATCHES | /V1/* | ",
        "PATH | MATCHES | *items | 3",
        "PATH | MATCHES | /v1/Caf?/100% | 2",
        "PATH | MATCHES | /v1/*_b | 1",
        "PATH | MATCHES | /v1/____* | ",
        "PATH | MATCHES | /a\\*b\\\\* | 4",
        "PATH | MATCHES | /a\\* | ",
        "PATH | MATCHES | * | 1 2 3 4",
        "PATH | MATCHES | /v1/items | 3",
        "PATH | MATCHES | *v1*tems* | 1 3",
        "PATH | MATCHES | /v1/*f?/100% | 2",
        "PATH | MATCHES | /a\\*?\\\\c | 4",
        "PATH | MATCHES | /a(b)*[x]+{1}^$. | ",
        "ROUTE | IS | GET /v1/{id} | 1",
        "ROUTE | IS | /v1/{id} | 1 3",
        "ROUTE | IS_NOT | /v1/{id} | 2 4 5",
        "ROUTE | IN | /other,PUT /v1/{id} | 3",
        "ROUTE | MATCHES | /v1* | 1 3",
        "ROUTE | UNKNOWN |  | 2 4 5",
        "STATUS_CLASS | IS | 5xx | 3",
        "STATUS_CLASS | IS_NOT | 5xx | 1 2 4 5",
        "STATUS_CLASS | IN | 4xx,2xx,9xx | 1 2",
        "STATUS_CLASS | CONTAINS | 4X | 2",
        "STATUS_CLASS | MATCHES | [45]xx | ",
        "STATUS_CLASS | MATCHES | ?xx | 1 2 3 4 5",
        "STATUS_CLASS | MATCHES | 5* | 3",
        "STATUS_CLASS | MATCHES | *4*x* | 2",
        "STATUS_CLASS | MATCHES | \\?xx | ",
        "STATUS_CLASS | MATCHES | ?xx? | ",
        "STATUS_CLASS | UNKNOWN |  | ",
      })
  void text(Field field, Operator operator, String values, String expected) throws SQLException {
    assertThat(ids(of(field, operator, values))).isEqualTo(list(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STATUS | IS | 404 | 2",
        "STATUS | IS | 404.0 | 2",
        "STATUS | IS | 404.5 | ",
        "STATUS | IS_NOT | 404.5 | 1 2 3 4 5",
        "STATUS | IN | 404,1e15,200 | 1 2",
        "RESPONSE_TIME | IS | 250.5 | 1",
        "RESPONSE_TIME | GT | 250 | 1 4",
        "RESPONSE_TIME | GTE | 250 | 1 2 4",
        "RESPONSE_TIME | LT | 0.0015 | 3 5",
        "RESPONSE_TIME | LTE | 0.0009 | 5",
        "RESPONSE_TIME | GTE | 0.0009 | 1 2 3 4",
        "RESPONSE_TIME | GT | 0.0009 | 1 2 3 4",
        "REQUEST_BYTES | LT | 11 | 1",
        "REQUEST_BYTES | UNKNOWN |  | 2 3 4 5",
        "REQUEST_BYTES | IS_NOT | 10 | 2 3 4 5",
        "WEIGHT | GT | 2.4 | 1",
        "WEIGHT | IS | 2.5 | 1",
        "HOUR | IS | 2 | 1 2",
        "HOUR | GTE | 11 | 4 5",
        "WEEKDAY | IS | 7 | 1 2",
        "WEEKDAY | IN | 2,3 | 3 4 5",
      })
  void number(Field field, Operator operator, String values, String expected) throws SQLException {
    Condition condition =
        new OfNumber(field, operator, split(values).stream().map(BigDecimal::new).toList());
    assertThat(ids(condition)).isEqualTo(list(expected));
  }

  @Test
  void conditions_combine_andAMissingFieldIsNotTrue() throws SQLException {
    Condition ada = of(Field.USER_ID, IS, "ada");
    Condition notAda = of(Field.USER_ID, IS_NOT, "ada");
    Condition get = of(Field.METHOD, IS, "GET");

    assertThat(ids(Condition.ALWAYS)).containsExactly(1, 2, 3, 4, 5);
    assertThat(ids(new Or(List.of()))).isEmpty();
    assertThat(ids(new And(List.of(ada, get)))).containsExactly(1);
    assertThat(ids(new Or(List.of(get, of(Field.PATH, UNKNOWN, ""))))).containsExactly(1, 5);
    assertThat(ids(new Not(get))).containsExactly(2, 3, 4, 5);
    assertThat(ids(new Not(new And(List.of(ada, get))))).containsExactly(2, 3, 4, 5);
    assertThat(ids(new Not(new Or(List.of(ada, get))))).containsExactly(2, 4, 5);
    assertThat(ids(new Not(notAda))).containsExactly(1, 3);
    assertThat(ids(new Not(new Not(ada)))).containsExactly(1, 3);
    assertThat(ids(new Word("ADA"))).containsExactly(1, 3, 4);
    assertThat(ids(new Word("put /V1"))).containsExactly(3);
    assertThat(ids(new Word("10.0.0.2"))).containsExactly(2);
  }

  @Test
  void users_andQueryStrings_areAsTheFilterSays() throws SQLException {
    Condition ada = of(Field.USER, IS, "ada");
    Condition pair = of(Field.USER, IS, "ada 10.0.0.1");
    Condition path = of(Field.PATH, IS, "/v1/items");

    assertThat(ids(filter(ada, UserBy.ADDRESS, false))).containsExactly(4);
    assertThat(ids(filter(ada, UserBy.ID_AND_ADDRESS, false))).containsExactly(3);
    assertThat(ids(filter(pair, UserBy.ID_AND_ADDRESS, false))).containsExactly(1);
    assertThat(ids(filter(path, UserBy.ADDRESS, false))).containsExactly(3);
    assertThat(ids(filter(path, UserBy.ADDRESS, true))).containsExactly(1, 3);
  }

  @Test
  void period_includesItsBegin_notItsEnd() throws SQLException {
    Instant first = Instant.parse("2026-10-25T00:30:00Z");
    Instant second = Instant.parse("2026-10-25T01:30:00Z");

    assertThat(ids(period(first, second))).containsExactly(1);
    assertThat(ids(period(first.plusNanos(1), second.plusNanos(1)))).containsExactly(2);
    assertThat(ids(period(null, second))).containsExactly(1);
    assertThat(ids(period(second, null))).containsExactly(2, 3, 4, 5);
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void globOfAClass_thatFitsInManyWays_isCompared_inNoTime() throws SQLException {
    assertThat(ids(of(Field.STATUS_CLASS, MATCHES, "*".repeat(2_000) + "y"))).isEmpty();
  }

  /** The clock of Paris is changed twice a year, for all that is known to the end of time. */
  @Test
  void hours_takeTheClocksChanges_butThoseToCome() throws SQLException {
    Condition condition = new OfNumber(Field.HOUR, IS, List.of(BigDecimal.valueOf(2)));
    Filter ever =
        filter(condition, UserBy.ADDRESS, false)
            .over(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    assertThat(FilterSql.where(1, ever).toString().length()).isLessThan(20_000);
    assertThat(ids(ever)).containsExactly(1, 2);
  }

  private static Filter period(Instant from, Instant to) {
    return new Filter(from, to, PARIS, Condition.ALWAYS, UserBy.ID_OR_ADDRESS, false);
  }

  private static Filter filter(Condition condition, UserBy users, boolean withoutQueryStrings) {
    return new Filter(null, null, PARIS, condition, users, withoutQueryStrings);
  }

  private static OfText of(Field field, Operator operator, String values) {
    return new OfText(field, operator, split(values));
  }

  private static List<String> split(String values) {
    return values == null || values.isEmpty() ? List.of() : Arrays.asList(values.split(","));
  }

  private static List<Integer> list(String ids) {
    return ids == null ? List.of() : Arrays.stream(ids.split(" ")).map(Integer::valueOf).toList();
  }

  private static List<Integer> ids(Condition condition) throws SQLException {
    return ids(filter(condition, UserBy.ID_OR_ADDRESS, false));
  }

  private static List<Integer> ids(Filter filter) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT id FROM requests WHERE ")
            .add(FilterSql.where(1, filter))
            .add(" ORDER BY id");
    List<Integer> ids = new ArrayList<>();
    try (PreparedStatement query = sql.prepare(connection);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        ids.add(row.getInt(1));
      }
    }
    return ids;
  }

  private static void insert(
      int id, int project, String at, int status, long micros, String path, String user, String ip)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
              status, response_time_us, weight, flags, path, user_id, ip_address)
            VALUES (?, ?, 1, make_timestamp(?), make_timestamp(?), 0, ?, ?, 1, 0, ?, ?, ?)
            """)) {
      long created = Micros.of(Instant.parse(at));
      Object[] values = {id, project, created, created, status, micros, path, user, ip};
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.execute();
    }
  }
}

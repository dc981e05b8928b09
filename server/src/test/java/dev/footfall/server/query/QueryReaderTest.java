package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footfall.server.query.Condition.And;
import dev.footfall.server.query.Condition.OfNumber;
import dev.footfall.server.query.Condition.OfText;
import dev.footfall.server.query.Condition.Or;
import dev.footfall.server.query.Condition.Word;
import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueryReaderTest {
  private static final Metric REQUESTS = Metric.of(Metric.Kind.REQUESTS);

  /** Apostrophes stand for quotes. */
  private static Query read(String body) {
    return QueryReader.read(
        new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  /** A body with these members and one metric. */
  private static String with(String members) {
    return "{'metrics':['requests']," + members + "}";
  }

  private static Condition filtered(String filter) {
    return read(with("'filters':[" + filter + "]")).filter().condition();
  }

  private static Refusal refused(String body) {
    Throwable thrown = catchThrowable(() -> read(body));
    assertThat(thrown).as(body).isInstanceOf(Refusal.class);
    return (Refusal) thrown;
  }

  @Test
  void query_withTheLeast_hasDefaults() {
    assertThat(read("{'metrics':['requests']}"))
        .isEqualTo(
            new Query(
                new Filter(
                    null, null, ZoneOffset.UTC, Condition.ALWAYS, UserBy.ID_OR_ADDRESS, false),
                List.of(REQUESTS),
                List.of(),
                null,
                Groups.ALL,
                List.of(),
                50,
                0,
                false,
                Duration.ofSeconds(10),
                null));
  }

  @Test
  void query_withNulls_isAsWithout() {
    String nulls =
        Stream.of(
                "from",
                "to",
                "zone",
                "dimensions",
                "filters",
                "search",
                "users",
                "compare",
                "without_query_strings",
                "groups",
                "order",
                "limit",
                "offset",
                "totals",
                "budget_ms",
                "id")
            .map(name -> "'" + name + "':null")
            .collect(Collectors.joining(","));
    assertThat(read(with(nulls))).isEqualTo(read("{'metrics':['requests']}"));
  }

  @Test
  void query_withAll_isRead() {
    Query query =
        read(
            """
            {'from': '2026-11-13', 'to': '2026-11-20T00:00:00.1234567+01:00',
             'zone': 'Europe/Paris', 'metrics': ['requests', 'sum:request_bytes', 'p95'],
             'dimensions': ['route', 'time:1d', 'histogram:response_time'],
             'filters': [{'field': 'method', 'op': 'is', 'value': 'GET'},
                         {'field': 'response_time', 'op': 'gt', 'value': 2.50}],
             'search': 'x OR y', 'users': 'address', 'without_query_strings': true,
             'compare': 'previous_year', 'groups': 'gone',
             'order': [{'by': 'p95'}, {'by': 'time', 'dir': 'asc'}, {'by': 'route', 'dir': 'desc'}],
             'limit': 10, 'offset': 20, 'totals': true, 'budget_ms': 1, 'id': 'a-B_9'}
            """);
    assertThat(query)
        .isEqualTo(
            new Query(
                new Filter(
                    Instant.parse("2026-11-12T23:00:00Z"),
                    Instant.parse("2026-11-19T23:00:00.123456Z"),
                    ZoneId.of("Europe/Paris"),
                    new And(
                        List.of(
                            new OfText(Field.METHOD, Operator.IS, List.of("GET")),
                            new OfNumber(
                                Field.RESPONSE_TIME, Operator.GT, List.of(new BigDecimal("2.5"))),
                            new Or(List.of(new Word("x"), new Word("y"))))),
                    UserBy.ADDRESS,
                    true),
                List.of(
                    REQUESTS,
                    new Metric(Metric.Kind.SUM, Field.REQUEST_BYTES),
                    Metric.of(Metric.Kind.P95)),
                List.of(
                    new Dimension.ByField(Field.ROUTE),
                    new Dimension.ByTime(Bucket.DAY),
                    new Dimension.ByResponseTime()),
                Comparison.PREVIOUS_YEAR,
                Groups.GONE,
                List.of(new Order(5, false), new Order(1, true), new Order(0, false)),
                10,
                20,
                true,
                Duration.ofMillis(1),
                "a-B_9"));
  }

  @Test
  void everyMetric_isRead() {
    for (Metric.Kind kind : Metric.Kind.values()) {
      if (kind != Metric.Kind.SUM) {
        assertThat(read("{'metrics':['" + Metric.of(kind).name() + "']}").metrics())
            .containsExactly(Metric.of(kind));
      }
    }
    assertThat(
            read("{'metrics':['sum:response_time','sum:request_bytes','sum:response_bytes']}")
                .metrics())
        .extracting(Metric::field)
        .containsExactly(Field.RESPONSE_TIME, Field.REQUEST_BYTES, Field.RESPONSE_BYTES);
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void everyField_canBeFilteredAndMostAreDimensions(Field field) {
    assertThat(filtered("{'field':'" + field.wireName() + "','op':'unknown'}"))
        .isEqualTo(
            field.kind() == Field.Kind.TEXT
                ? new OfText(field, Operator.UNKNOWN, List.of())
                : new OfNumber(field, Operator.UNKNOWN, List.of()));
    String body = with("'dimensions':['" + field.wireName() + "']");
    if (field.isDimension()) {
      assertThat(read(body).dimensions()).containsExactly(new Dimension.ByField(field));
    } else {
      assertThat(refused(body).field()).isEqualTo("dimensions[0]");
    }
  }

  @ParameterizedTest
  @EnumSource(Bucket.class)
  void everyBucket_isADimension(Bucket bucket) {
    Query query = read(with("'dimensions':['time:" + bucket.wireName() + "']"));
    assertThat(query.dimensions()).containsExactly(new Dimension.ByTime(bucket));
    assertThat(query.limit()).isEqualTo(10_000);
  }

  @Test
  void time_withoutBucket_isADimension() {
    Query query = read(with("'dimensions':['time'],'order':[{'by':'time'}]"));
    assertThat(query.dimensions()).containsExactly(new Dimension.ByTime(null));
    assertThat(query.order()).containsExactly(new Order(0, false));
  }

  @Test
  void everyUserAndComparison_isRead() {
    Arrays.stream(UserBy.values())
        .forEach(
            users ->
                assertThat(read(with("'users':'" + users.wireName() + "'")).filter().users())
                    .isEqualTo(users));
    Arrays.stream(Comparison.values())
        .forEach(
            compare ->
                assertThat(read(with("'compare':'" + compare.wireName() + "'")).compare())
                    .isEqualTo(compare));
  }

  @ParameterizedTest
  @EnumSource(Operator.class)
  void everyOperator_goesWithItsFields(Operator operator) {
    String op = "'op':'" + operator.wireName() + "'";
    String text = operator == Operator.IN ? ",'value':['a']" : ",'value':'a'";
    String number = operator == Operator.IN ? ",'value':[1]" : ",'value':1";
    boolean ofNumbers =
        List.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE).contains(operator);
    boolean ofTexts = List.of(Operator.CONTAINS, Operator.MATCHES).contains(operator);
    boolean valueless = operator == Operator.UNKNOWN;
    String onText = "{'field':'path'," + op + (valueless ? "" : text) + "}";
    String onNumber = "{'field':'hour'," + op + (valueless ? "" : number) + "}";
    if (ofNumbers) {
      assertThat(refused(with("'filters':[" + onText + "]")).field()).isEqualTo("filters[0].op");
    } else {
      assertThat(filtered(onText))
          .isEqualTo(new OfText(Field.PATH, operator, valueless ? List.of() : List.of("a")));
    }
    if (ofTexts) {
      assertThat(refused(with("'filters':[" + onNumber + "]")).field()).isEqualTo("filters[0].op");
    } else {
      assertThat(filtered(onNumber))
          .isEqualTo(
              new OfNumber(Field.HOUR, operator, valueless ? List.of() : List.of(BigDecimal.ONE)));
    }
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(
            "{'field':'status','op':'is_not','value':'5XX'}",
            new OfText(Field.STATUS_CLASS, Operator.IS_NOT, List.of("5xx"))),
        Arguments.of(
            "{'field':'status','op':'in','value':[404,'5xx']}",
            new Or(
                List.of(
                    new OfText(Field.STATUS_CLASS, Operator.IN, List.of("5xx")),
                    new OfNumber(Field.STATUS, Operator.IN, List.of(new BigDecimal(404)))))),
        Arguments.of(
            "{'field':'weekday','op':'in','value':['mon','Tuesday',3]}",
            new OfNumber(
                Field.WEEKDAY,
                Operator.IN,
                List.of(BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(3)))),
        Arguments.of(
            "{'field':'route','op':'is','value':'/a'}",
            new OfText(Field.ROUTE, Operator.IS, List.of("/a"))),
        Arguments.of(
            "{'field':'weight','op':'is','value':3.3333333333333335}",
            new OfNumber(Field.WEIGHT, Operator.IS, List.of(new BigDecimal("3.3333333333333335")))),
        Arguments.of(
            "{'field':'request_bytes','op':'lt','value':1e3}",
            new OfNumber(Field.REQUEST_BYTES, Operator.LT, List.of(new BigDecimal(1000)))),
        Arguments.of(
            "{'field':'path','op':'unknown','value':null}",
            new OfText(Field.PATH, Operator.UNKNOWN, List.of())));
  }

  @ParameterizedTest
  @MethodSource("values")
  void values_ofFilters_areRead(String filter, Condition condition) {
    assertThat(filtered(filter)).isEqualTo(condition);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-13T00:00:00Z, UTC, 2026-11-13T00:00:00Z",
    "2026-11-13T00:00+05:30, UTC, 2026-11-12T18:30:00Z",
    "2026-03-29, Europe/Paris, 2026-03-28T23:00:00Z",
    "2026-03-29, Asia/Beirut, 2026-03-28T22:00:00Z",
    "2011-12-30, Pacific/Apia, 2011-12-30T10:00:00Z",
    "2026-11-13, -09:30, 2026-11-13T09:30:00Z",
    "1970-01-01, UTC, 1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59-18:00, UTC, +10000-01-01T17:59:59Z"
  })
  void from_isRead(String from, String zone, Instant instant) {
    Filter filter = read(with("'from':'" + from + "','zone':'" + zone + "'")).filter();
    assertThat(filter.from()).isEqualTo(instant);
  }

  @Test
  void lists_haveBounds() {
    String values =
        IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    assertThat(
            ((OfNumber) filtered("{'field':'hour','op':'in','value':[" + values + "]}")).values())
        .hasSize(1000);
    Refusal refusal =
        refused(with("'filters':[{'field':'hour','op':'in','value':[1000," + values + "]}]"));
    assertThat(refusal.field()).isEqualTo("filters[0].value");

    String filter = "{'field':'path','op':'unknown'}";
    assertThat(((And) filtered(filter + ("," + filter).repeat(49))).parts()).hasSize(50);
    refusal = refused(with("'filters':[" + filter + ("," + filter).repeat(50) + "]"));
    assertThat(refusal.field()).isEqualTo("filters");
  }

  @Test
  void body_overItsBound_isRefused() {
    String body = "{'metrics':['requests']}";
    assertThat(read(body + " ".repeat(QueryReader.MAX_BYTES - body.length()))).isNotNull();
    Refusal refusal = refused(body + " ".repeat(QueryReader.MAX_BYTES - body.length() + 1));
    assertThat(refusal.status()).isEqualTo(413);
  }

  @Test
  void body_thatBreaksOff_isTheConnectionsDoing() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    Throwable thrown = catchThrowable(() -> QueryReader.read(broken));
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(408));
  }
}

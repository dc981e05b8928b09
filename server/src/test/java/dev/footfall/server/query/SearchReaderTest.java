package dev.footfall.server.query;

import static dev.footfall.server.query.Operator.CONTAINS;
import static dev.footfall.server.query.Operator.GT;
import static dev.footfall.server.query.Operator.GTE;
import static dev.footfall.server.query.Operator.IN;
import static dev.footfall.server.query.Operator.IS;
import static dev.footfall.server.query.Operator.LT;
import static dev.footfall.server.query.Operator.LTE;
import static dev.footfall.server.query.Operator.MATCHES;
import static dev.footfall.server.query.Operator.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.query.Condition.And;
import dev.footfall.server.query.Condition.Not;
import dev.footfall.server.query.Condition.OfNumber;
import dev.footfall.server.query.Condition.OfText;
import dev.footfall.server.query.Condition.Or;
import dev.footfall.server.query.Condition.Word;
import dev.footfall.server.refusal.Refusal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SearchReaderTest {
  private static final Condition A = new Word("a");
  private static final Condition B = new Word("b");
  private static final Condition C = new Word("c");
  private static final Condition D = new Word("d");

  private static Condition text(Field field, Operator operator, String... values) {
    return new OfText(field, operator, List.of(values));
  }

  private static Condition number(Field field, Operator operator, String... values) {
    return new OfNumber(field, operator, Arrays.stream(values).map(BigDecimal::new).toList());
  }

  private static Condition and(Condition... parts) {
    return new And(List.of(parts));
  }

  private static Condition or(Condition... parts) {
    return new Or(List.of(parts));
  }

  @Test
  void methodsAndCountries_mayBeTypedInSmallLetters_othersNot() {
    assertThat(SearchReader.read("method:get")).isEqualTo(text(Field.METHOD, Operator.IS, "GET"));
    assertThat(SearchReader.read("country:us,\"de\""))
        .isEqualTo(text(Field.LOCATION, Operator.IN, "US", "DE"));
    assertThat(SearchReader.read("method:p*"))
        .isEqualTo(text(Field.METHOD, Operator.MATCHES, "P*"));
    assertThat(SearchReader.read("path:/us")).isEqualTo(text(Field.PATH, Operator.IS, "/us"));
  }

  static Stream<Arguments> structures() {
    return Stream.of(
        Arguments.of("", Condition.ALWAYS),
        Arguments.of(" \t\n\u00a0 ", Condition.ALWAYS),
        Arguments.of("a", A),
        Arguments.of("  a  ", A),
        Arguments.of("a b", and(A, B)),
        Arguments.of("a AND b", and(A, B)),
        Arguments.of("a OR b", or(A, B)),
        Arguments.of("a b OR c d", or(and(A, B), and(C, D))),
        Arguments.of("a AND b OR c AND d", or(and(A, B), and(C, D))),
        Arguments.of("a OR b c OR d", or(A, and(B, C), D)),
        Arguments.of("a (b OR c) d", and(A, or(B, C), D)),
        Arguments.of("(a OR b)(c OR d)", and(or(A, B), or(C, D))),
        Arguments.of("a(b)", and(A, B)),
        Arguments.of("((a))", A),
        Arguments.of("(a b) c", and(and(A, B), C)),
        Arguments.of("-a b", and(new Not(A), B)),
        Arguments.of("NOT a b", and(new Not(A), B)),
        Arguments.of("-a OR b", or(new Not(A), B)),
        Arguments.of("-(a OR b) c", and(new Not(or(A, B)), C)),
        Arguments.of("NOT(a b)", new Not(and(A, B))),
        Arguments.of("a OR(b)", or(A, B)),
        Arguments.of("--a", new Not(new Not(A))),
        Arguments.of("NOT -a", new Not(new Not(A))),
        Arguments.of("or and not", and(new Word("or"), new Word("and"), new Word("not"))),
        Arguments.of("\"OR\"", new Word("OR")),
        Arguments.of("\\OR", new Word("OR")),
        Arguments.of("ORa", new Word("ORa")),
        Arguments.of("a-b", new Word("a-b")),
        Arguments.of("\\-a", new Word("-a")),
        Arguments.of("\"free words\"", new Word("free words")),
        Arguments.of("-\"free words\"", new Not(new Word("free words"))),
        Arguments.of("\"a \\\"b\\\" \\\\ c\"", new Word("a \"b\" \\ c")),
        Arguments.of("a,b*?", new Word("a,b*?")),
        Arguments.of("a\\:b\\ c", new Word("a:b c")));
  }

  static Stream<Arguments> terms() {
    return Stream.of(
        Arguments.of("path:/a", text(Field.PATH, IS, "/a")),
        Arguments.of("path:/a/*", text(Field.PATH, MATCHES, "/a/*")),
        Arguments.of("path:/a?", text(Field.PATH, MATCHES, "/a?")),
        Arguments.of("path:\"/a*\"", text(Field.PATH, IS, "/a*")),
        Arguments.of("path:/a\\*", text(Field.PATH, IS, "/a*")),
        Arguments.of("path:/a\\*b*", text(Field.PATH, MATCHES, "/a\\*b*")),
        Arguments.of("path:/a:b", text(Field.PATH, IS, "/a:b")),
        Arguments.of("path:/a\"b", text(Field.PATH, IS, "/a\"b")),
        Arguments.of("path:1..2", text(Field.PATH, IS, "1..2")),
        Arguments.of("user_agent:*a\\ b*", text(Field.USER_AGENT, MATCHES, "*a\\ b*")),
        Arguments.of("path:~a", text(Field.PATH, CONTAINS, "a")),
        Arguments.of("path:~\"a b\"", text(Field.PATH, CONTAINS, "a b")),
        Arguments.of("path:~a*", text(Field.PATH, CONTAINS, "a*")),
        Arguments.of(
            "path:~a,b", or(text(Field.PATH, CONTAINS, "a"), text(Field.PATH, CONTAINS, "b"))),
        Arguments.of("client:a,b,c", text(Field.CLIENT, IN, "a", "b", "c")),
        Arguments.of("client:a,\"b,c\",d\\,e", text(Field.CLIENT, IN, "a", "b,c", "d,e")),
        Arguments.of(
            "client:a,b*,c",
            or(text(Field.CLIENT, IN, "a", "c"), text(Field.CLIENT, MATCHES, "b*"))),
        Arguments.of("-client:curl", new Not(text(Field.CLIENT, IS, "curl"))),
        Arguments.of("route:/users/*", text(Field.ROUTE, MATCHES, "/users/*")),
        Arguments.of("rt:>250", number(Field.RESPONSE_TIME, GT, "250")),
        Arguments.of("rt:>=2.50", number(Field.RESPONSE_TIME, GTE, "2.5")),
        Arguments.of("rt:<100", number(Field.RESPONSE_TIME, LT, "100")),
        Arguments.of("rt:<=-1", number(Field.RESPONSE_TIME, LTE, "-1")),
        Arguments.of(
            "rt:100..250.5",
            and(
                number(Field.RESPONSE_TIME, GTE, "100"),
                number(Field.RESPONSE_TIME, LTE, "250.5"))),
        Arguments.of("status:404", number(Field.STATUS, IS, "404")),
        Arguments.of("status:404,500", number(Field.STATUS, IN, "404", "500")),
        Arguments.of("status:5xx", text(Field.STATUS_CLASS, IS, "5xx")),
        Arguments.of("status:4XX,5xx", text(Field.STATUS_CLASS, IN, "4xx", "5xx")),
        Arguments.of(
            "status:5xx,404",
            or(text(Field.STATUS_CLASS, IN, "5xx"), number(Field.STATUS, IN, "404"))),
        Arguments.of(
            "status:404,500..503",
            or(
                number(Field.STATUS, IS, "404"),
                and(number(Field.STATUS, GTE, "500"), number(Field.STATUS, LTE, "503")))),
        Arguments.of("class:2xx", text(Field.STATUS_CLASS, IS, "2xx")),
        Arguments.of("weekday:mon", number(Field.WEEKDAY, IS, "1")),
        Arguments.of("weekday:Sunday,6", number(Field.WEEKDAY, IN, "7", "6")),
        Arguments.of(
            "weekday:mon..fri",
            and(number(Field.WEEKDAY, GTE, "1"), number(Field.WEEKDAY, LTE, "5"))),
        Arguments.of("weekday:>fri", number(Field.WEEKDAY, GT, "5")),
        Arguments.of("hour:9..9", and(number(Field.HOUR, GTE, "9"), number(Field.HOUR, LTE, "9"))),
        Arguments.of("unknown:user_id", text(Field.USER_ID, UNKNOWN)),
        Arguments.of("unknown:ip", text(Field.IP_ADDRESS, UNKNOWN)),
        Arguments.of("unknown:request_bytes", number(Field.REQUEST_BYTES, UNKNOWN)),
        Arguments.of("-unknown:error", new Not(text(Field.ERROR, UNKNOWN))));
  }

  @ParameterizedTest
  @MethodSource({"structures", "terms"})
  void search_isRead(String search, Condition condition) {
    assertThat(SearchReader.read(search)).isEqualTo(condition);
  }

  @ParameterizedTest
  @CsvSource({
    "rt, RESPONSE_TIME", "ip, IP_ADDRESS", "address, IP_ADDRESS", "agent, USER_AGENT",
    "host, HOSTNAME", "class, STATUS_CLASS", "country, LOCATION", "env, ENVIRONMENT",
    "session, SESSION_ID", "user, USER"
  })
  void shortName_standsForAField(String name, Field field) {
    assertThat(SearchReader.read("unknown:" + name))
        .isEqualTo(SearchReader.read("unknown:" + field.wireName()));
  }

  @Test
  void everyField_canBeNamed() {
    for (Field field : Field.values()) {
      assertThat(SearchReader.read("unknown:" + field.wireName()))
          .isEqualTo(
              field.kind() == Field.Kind.TEXT ? text(field, UNKNOWN) : number(field, UNKNOWN));
    }
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of("a foo:b", 3, "unknown field: foo"),
        Arguments.of("10.0.0.1:80", 1, "unknown field: 10.0.0.1"),
        Arguments.of("::1", 1, "lacks a field"),
        Arguments.of("unknown:", 9, "lacks a field"),
        Arguments.of("unknown:foo", 9, "unknown field: foo"),
        Arguments.of("Path:a", 1, "unknown field: Path"),
        Arguments.of("path:", 6, "lacks a value"),
        Arguments.of("path: a", 6, "follows without a blank"),
        Arguments.of("path:a,,b", 8, "lacks a value"),
        Arguments.of("path:a,", 8, "lacks a value"),
        Arguments.of("path:~", 7, "lacks a value"),
        Arguments.of("rt:>", 5, "lacks a value"),
        Arguments.of("path:\"\"", 6, "has a value that is empty"),
        Arguments.of("\"\"", 1, "nothing between"),
        Arguments.of("a \"b c", 3, "quote that is not closed"),
        Arguments.of("\"b\\\"", 1, "quote that is not closed"),
        Arguments.of("\"b\\", 1, "quote that is not closed"),
        Arguments.of("path:\"b", 6, "quote that is not closed"),
        Arguments.of("\"a\"b", 4, "lacks a blank"),
        Arguments.of("path:\"a\"b", 9, "lacks a blank"),
        Arguments.of("a\\", 1, "backslash"),
        Arguments.of("(a", 1, "parenthesis that is not closed"),
        Arguments.of("a (b (c)", 3, "parenthesis that is not closed"),
        Arguments.of("a) b", 2, "parenthesis that nothing opens"),
        Arguments.of("()", 2, "lacks a term"),
        Arguments.of("OR a", 1, "lacks a term"),
        Arguments.of("a OR", 5, "lacks a term"),
        Arguments.of("a OR OR b", 6, "lacks a term"),
        Arguments.of("a AND", 6, "lacks a term"),
        Arguments.of("AND", 1, "lacks a term"),
        Arguments.of("NOT", 4, "lacks a term"),
        Arguments.of("a NOT OR b", 7, "lacks a term"),
        Arguments.of("a - b", 4, "minus"),
        Arguments.of("-", 2, "minus"),
        Arguments.of("path:>5", 6, "a sign that does not fit: gt does not go with path"),
        Arguments.of(
            "rt:~5", 4, "a sign that does not fit: contains does not go with response_time"),
        Arguments.of("rt:x", 4, "has a value that must be a number"),
        Arguments.of("rt:1e5", 4, "must be a number"),
        Arguments.of("rt:5*", 4, "must be a number"),
        Arguments.of("rt:1..", 4, "range with one end"),
        Arguments.of("rt:..1", 4, "range with one end"),
        Arguments.of("rt:1..x", 4, "must be a number"),
        Arguments.of("status:404,500..499", 12, "ends before it begins"),
        Arguments.of("weekday:fri..mon", 9, "ends before it begins"),
        Arguments.of("status:>5xx", 9, "must be a number"),
        Arguments.of("status:6xx", 8, "class such as 5xx"),
        Arguments.of("class:6xx", 7, "1xx, 2xx"),
        Arguments.of("weekday:someday", 9, "weekday"),
        Arguments.of("\ud83d\ude00 path:", 8, "lacks a value"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void error_namesItsPlace(String search, int character, String problem) {
    assertThatThrownBy(() -> SearchReader.read(search))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(400);
              assertThat(refusal.field()).isEqualTo("search");
              assertThat(refusal.reason())
                  .startsWith("search ")
                  .contains(problem)
                  .endsWith("(character " + character + ").");
            });
  }

  @Test
  void unknownField_isToldTheKnownOnes() {
    assertThatThrownBy(() -> SearchReader.read("foo:b"))
        .hasMessageContainingAll("response_time", "rt", "country", "weekday", "unknown");
  }

  @Test
  void search_hasBounds() {
    assertThat(SearchReader.read("(".repeat(20) + "a" + ")".repeat(20))).isEqualTo(A);
    assertRefused("(".repeat(21) + "a" + ")".repeat(21), "nested deeper than 20");
    assertRefused("-".repeat(21) + "a", "nested deeper than 20");
    assertRefused("(".repeat(2_000), "nested deeper than 20");
    assertThat(SearchReader.read("a ".repeat(100))).isInstanceOf(And.class);
    assertRefused("a ".repeat(101), "over 100 terms");
    assertRefused("path:" + "a*,".repeat(101) + "a", "over 100 terms");
    assertThat(SearchReader.read("x".repeat(2_000))).isEqualTo(new Word("x".repeat(2_000)));
    assertRefused("x".repeat(2_001), "over 2000 characters");
  }

  private static void assertRefused(String search, String problem) {
    assertThatThrownBy(() -> SearchReader.read(search))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(problem);
  }
}

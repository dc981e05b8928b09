package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.demo.Demo;
import dev.footfall.server.demo.Stories;
import dev.footfall.server.demo.Stories.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds what happened in the demo's year, as anybody can: by asking the server. */
class DemoStoriesTest {
  private static final int RECORDS = 100_000;

  @TempDir private static Path data;

  private static TestServer server;
  private static QueryClient client;
  private static Stories stories;

  @BeforeAll
  static void fill() throws InterruptedException {
    server = new TestServer(data, options -> options.demo(true).demoRecords(RECORDS));
    Demo demo = server.demo();
    assertThat(demo.awaitWhole(Duration.ofSeconds(60))).isTrue();
    client = new QueryClient(server, demo.key());
    stories = demo.stories();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void year_hasItsSizeAndVariety() {
    Span year = days(365, 0);

    assertThat(number(year, "requests", "")).isCloseTo(RECORDS, within(RECORDS / 10.0));
    assertThat(number(year, "users", "-unknown:user_id")).isBetween(1_200.0, 2_000.0);
    assertThat(groups(year, "route")).hasSizeGreaterThan(45);
    assertThat(groups(year, "location")).hasSizeGreaterThanOrEqualTo(11);
    assertThat(groups(year, "traffic")).hasSize(4);
    assertThat(groups(year, "environment")).hasSize(2);
    assertThat(groups(year, "version")).hasSizeGreaterThan(15);
    assertThat(number(year, "requests", "unknown:location")).isZero();
  }

  @Test
  void requests_growOverTheYear_andFollowTheWeekAndTheDay() {
    String people = "user_group:customers ";
    assertThat(number(days(30, 0), "requests", people))
        .isGreaterThan(1.8 * number(days(365, 335), "requests", people));
    assertThat(number(days(365, 0), "requests", people + "weekday:tue"))
        .isGreaterThan(1.5 * number(days(365, 0), "requests", people + "weekday:sun"));
    String zone = "\"zone\":\"Europe/Berlin\",";
    assertThat(number(days(365, 0), zone, "requests", people + "location:DE hour:10"))
        .isGreaterThan(8 * number(days(365, 0), zone, "requests", people + "location:DE hour:3"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void outage_isWhereItsRoutesFail(int which) {
    Stories.Outage outage = which == 1 ? stories.firstOutage() : stories.secondOutage();
    String routes =
        "environment:production (route:\"" + String.join("\" OR route:\"", outage.operations());
    String search = routes + "\")";
    Instant from = outage.span().from();
    Instant to = outage.span().to();

    assertThat(number(outage.span(), "server_error_rate", search)).isGreaterThan(75);
    assertThat(number(outage.span(), "requests", search + " error:" + outage.error()))
        .isGreaterThan(8);
    assertThat(number(span(from.minus(Duration.ofDays(2)), from), "server_error_rate", search))
        .isLessThan(15);
    assertThat(number(span(to, to.plus(Duration.ofDays(2))), "server_error_rate", search))
        .isLessThan(15);
    assertThat(number(days(365, 0), "requests", "error:" + outage.error()))
        .isEqualTo(number(outage.span(), "requests", "error:" + outage.error()));
  }

  @Test
  void slowRelease_takesItsFactorLonger_andOnlyThen() {
    Stories.SlowRelease slow = stories.slowRelease();
    String search = "route:\"GET /v1/catalogue/search\" environment:production status:2xx";
    Span before = span(slow.span().from().minus(Duration.ofDays(7)), slow.span().from());
    Span after = span(slow.span().to(), slow.span().to().plus(Duration.ofDays(3)));

    double usual = number(before, "p50", search);
    assertThat(number(slow.span(), "p50", search + " version:" + slow.version()) / usual)
        .isCloseTo(slow.factor(), within(1.0));
    assertThat(number(after, "p50", search) / usual).isCloseTo(1, within(0.3));
    assertThat(number(after, "requests", search + " -version:" + slow.before())).isZero();
  }

  @Test
  void noisyCrawler_hasALargeShareForSomeWeeks() {
    Stories.NoisyCrawler crawler = stories.noisyCrawler();
    String itself = "client:" + crawler.client();

    double all = number(crawler.span(), "requests", "");
    assertThat(number(crawler.span(), "requests", itself) / all).isBetween(0.25, 0.45);
    assertThat(number(days(365, 0), "requests", itself))
        .isEqualTo(number(crawler.span(), "requests", itself));
    assertThat(number(days(10, 0), "requests", "traffic:crawler"))
        .isLessThan(0.15 * number(days(10, 0), "requests", ""));
  }

  @Test
  void rollout_isOnOneInstance_andHasANewError() {
    Stories.Rollout rollout = stories.rollout();
    Stories.NewError error = stories.newError();
    Span since = span(rollout.from(), stories.end());
    Span before = span(rollout.from().minus(Duration.ofDays(5)), rollout.from());
    String instance = "instance:" + rollout.instance() + " ";

    assertThat(number(since, "requests", instance + "version:" + rollout.version())).isPositive();
    assertThat(number(since, "requests", instance + "-version:" + rollout.version())).isZero();
    assertThat(number(before, "requests", instance + "-version:" + rollout.before())).isZero();
    assertThat(number(since, "requests", "error:" + error.error())).isPositive();
    assertThat(
            number(
                since,
                "requests",
                "error:%s route:\"%s\" version:%s"
                    .formatted(error.error(), error.operation(), error.version())))
        .isEqualTo(number(days(365, 0), "requests", "error:" + error.error()));
  }

  @Test
  void heavyUser_asksTheSlowestRouteMost() {
    Stories.HeavyUser heavy = stories.heavyUser();
    String route = "route:\"" + heavy.operation() + "\"";

    assertThat(top(days(365, 0), "route", "p50", "")).isEqualTo(heavy.operation());
    assertThat(top(days(30, 0), "user_id", "requests", route)).isEqualTo(heavy.user());
    assertThat(number(days(365, 0), "requests", route + " user_id:\"" + heavy.user() + "\""))
        .isGreaterThan(number(days(365, 0), "requests", route) / 2);
  }

  @Test
  void departedUsers_calledBefore_andNotSince() {
    Stories.Departure departure = stories.departure();
    assertThat(departure.users()).hasSize(24);
    Span since = span(departure.span().to(), stories.end());
    Span before = span(stories.end().minus(Duration.ofDays(365)), departure.span().to());
    for (String user : departure.users()) {
      assertThat(number(since, "requests", "user_id:\"" + user + "\"")).isZero();
      assertThat(number(before, "requests", "user_id:\"" + user + "\"")).isPositive();
    }
  }

  @Test
  void departedUsers_areAmongThoseWhoAreGone() {
    Stories.Departure departure = stories.departure();
    Span month = span(departure.span().to(), stories.end());
    Span before = span(month.from().minus(Duration.ofDays(30)), month.from());
    String members =
        "\"metrics\":[\"requests\"],\"dimensions\":[\"user_id\"],\"limit\":10000,"
            + "\"compare\":\"previous_period\",\"groups\":\"gone\"";

    List<String> gone = new ArrayList<>();
    ask(month, members, "-unknown:user_id").forEach(row -> gone.add(row.get(0).asText()));
    assertThat(gone).containsAnyElementsOf(departure.users());
    for (String user : departure.users()) {
      boolean called = number(before, "requests", "user_id:\"" + user + "\"") > 0;
      assertThat(gone.contains(user)).as(user).isEqualTo(called);
    }
  }

  @Test
  void newError_isNewSinceItsRelease() {
    Stories.NewError error = stories.newError();
    String members =
        "\"metrics\":[\"first_ever\"],\"dimensions\":[\"route\",\"error\"]," + "\"groups\":\"new\"";

    List<String> fresh = new ArrayList<>();
    ask(span(error.from(), stories.end()), members, "-unknown:error")
        .forEach(row -> fresh.add(row.get(0).asText() + " " + row.get(1).asText()));
    assertThat(fresh).contains(error.operation() + " " + error.error());
  }

  @Test
  void longestRequest_isOneByFar() {
    Stories.LongestRequest longest = stories.longestRequest();

    assertThat(number(days(7, 0), "max", "")).isEqualTo(longest.micros() / 1_000.0);
    assertThat(top(days(7, 0), "route", "max", "")).isEqualTo(longest.operation());
    assertThat(number(days(7, 0), "requests", "response_time:>30000")).isEqualTo(1);
  }

  @Test
  void migration_movesCallersToTheNextVersion() {
    Stories.Migration migration = stories.migration();

    Instant begin = migration.span().from();
    assertThat(number(span(begin.minus(Duration.ofDays(90)), begin), "requests", "api_version:v2"))
        .isZero();
    Span since = span(migration.span().to(), stories.end());
    assertThat(number(since, "requests", "route:/v2/books"))
        .isGreaterThan(number(since, "requests", "route:/v1/books"));
  }

  @Test
  void events_haveNamesDurationsAndMoney() {
    JsonNode events =
        server.get("/api/v1/logs/events?limit=1000", "X-AUTH-TOKEN", client.key()).json();

    assertThat(events.get("data").findValuesAsText("name"))
        .contains("order.placed", "payment.accepted", "payment.refunded", "report.made", "search");
    assertThat(events.get("data").findValuesAsText("currency")).contains("EUR", "USD");
    assertThat(events.get("data").findValues("duration_us")).isNotEmpty();
  }

  private static Span days(int from, int to) {
    return span(
        stories.end().minus(Duration.ofDays(from)), stories.end().minus(Duration.ofDays(to)));
  }

  private static Span span(Instant from, Instant to) {
    return new Span(from, to);
  }

  private static double number(Span span, String metric, String search) {
    return number(span, "", metric, search);
  }

  private static double number(Span span, String more, String metric, String search) {
    return ask(span, more + "\"metrics\":[\"" + metric + "\"]", search).get(0).get(0).asDouble();
  }

  private static JsonNode groups(Span span, String dimension) {
    return ask(
        span,
        "\"metrics\":[\"requests\"],\"limit\":1000,\"dimensions\":[\"" + dimension + "\"]",
        "");
  }

  /** The group with the most. */
  private static String top(Span span, String dimension, String metric, String search) {
    String members = "\"metrics\":[\"%s\"],\"dimensions\":[\"%s\"]".formatted(metric, dimension);
    return ask(span, members, search).get(0).get(0).asText();
  }

  private static JsonNode ask(Span span, String members, String search) {
    String body =
        "\"from\":\"%s\",\"to\":\"%s\",%s".formatted(span.from(), span.to(), members)
            + (search.isEmpty() ? "" : ",\"search\":\"" + search.replace("\"", "\\\"") + "\"");
    return client.ask(body).get("rows");
  }
}

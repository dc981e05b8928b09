package dev.footfall.server;

import static dev.footfall.server.QueryClient.at;
import static dev.footfall.server.QueryClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that are new in the period, that were there before, or are gone. */
class QueryHistoryTest {
  private static final String DAY = "\"from\":\"2026-11-10\",\"to\":\"2026-11-11\"";
  private static final String USERS = "\"metrics\":[\"requests\"],\"dimensions\":[\"user\"]";
  private static final String BEFORE = "\"compare\":\"previous_period\"";

  @TempDir static Path data;
  static TestServer server;
  QueryClient client;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void newProject() {
    client = QueryClient.on(server);
    client.post(
        by("ada", "2026-10-01T00:00:00Z"),
        by("ada", "2026-11-10T00:00:00Z"),
        by("ada", "2026-11-10T23:59:59.999999Z"),
        by("bob", "2026-11-10T12:00:00Z"),
        by("bob", "2026-11-11T00:00:00Z"),
        by("eve", "2026-11-09T12:00:00Z"),
        by("eve", "2026-11-11T12:00:00Z"),
        by("zoe", "2026-11-08T23:00:00Z"),
        by(null, "2026-11-10T13:00:00Z"));
  }

  private static String by(String user, String time) {
    return at(time, "user_id", user == null ? null : text(user), "ip_address", null);
  }

  private String rows(String groups) {
    return client.rows(DAY + "," + USERS + ",\"groups\":\"" + groups + "\"");
  }

  private JsonNode gone() {
    return client.ask(DAY + "," + USERS + ",\"groups\":\"gone\",\"totals\":true," + BEFORE);
  }

  @Test
  void groups_areNewOrReturn_byWhetherThereIsAnEarlierRecord() {
    assertThat(rows("all")).isEqualTo("[[\"ada\",2],[\"bob\",1],[null,1]]");
    assertThat(rows("new")).isEqualTo("[[\"bob\",1],[null,1]]");
    assertThat(rows("returning")).isEqualTo("[[\"ada\",2]]");
  }

  @Test
  void groups_areGone_thatOnlyTheEarlierPeriodHas() {
    JsonNode gone = gone();

    assertThat(gone.get("rows").toString()).isEqualTo("[[\"eve\",0]]");
    assertThat(gone.get("samples").toString()).isEqualTo("[0]");
    assertThat(gone.get("totals").toString()).isEqualTo("[0]");
    assertThat(gone.get("records").asInt()).isEqualTo(4);
    assertThat(gone.at("/comparison/rows").toString()).isEqualTo("[[\"eve\",1]]");
    assertThat(gone.at("/comparison/samples").toString()).isEqualTo("[1]");
    assertThat(gone.at("/comparison/totals").toString()).isEqualTo("[1]");
  }

  @Test
  void totals_areOfTheChosenGroups_inTheEarlierPeriodOfThoseThatWereNewThen() {
    JsonNode fresh =
        client.ask(
            DAY
                + ",\"metrics\":[\"users\",\"requests\"],\"dimensions\":[\"user\"],"
                + "\"groups\":\"new\",\"totals\":true,"
                + BEFORE);

    assertThat(fresh.get("totals").toString()).isEqualTo("[1,2]");
    assertThat(fresh.get("records").asInt()).isEqualTo(4);
    assertThat(fresh.at("/comparison/totals").toString()).isEqualTo("[1,1]");
    assertThat(fresh.at("/comparison/rows").toString()).isEqualTo("[[\"bob\",0,0],[null,0,0]]");
  }

  @Test
  void totals_ofNoGroup_areZero_alsoWhereRecordsAreSampled() {
    client.post(at("2026-11-10T15:00:00Z", "user_id", text("kim"), "weight", "2.5"));

    JsonNode answer =
        client.ask(
            DAY
                + ",\"metrics\":[\"requests\",\"users\",\"error_rate\"],\"dimensions\":[\"user\"],"
                + "\"search\":\"user:kim\",\"groups\":\"returning\",\"totals\":true");
    assertThat(answer.get("records").asInt()).isEqualTo(1);
    assertThat(answer.get("totals").toString()).isEqualTo("[0,0,null]");
  }

  @Test
  void groups_areNew_byWhatTheFiltersLetThrough() {
    client.post(
        at("2026-11-10T15:00:00Z", "user_id", text("ada"), "status", "500"),
        at("2026-11-09T15:00:00Z", "user_id", text("eve"), "status", "500"),
        at("2026-11-10T15:00:00Z", "user_id", text("eve"), "status", "500"));

    assertThat(client.rows(DAY + "," + USERS + ",\"groups\":\"new\",\"search\":\"status:5xx\""))
        .isEqualTo("[[\"ada\",1]]");
  }

  @Test
  void groups_ofSeveralDimensions_areNewTogether_whateverTheirTime() {
    client.post(
        at("2026-11-01T15:00:00Z", "user_id", text("bob"), "method", text("PUT")),
        at("2026-11-10T14:00:00Z", "user_id", text("ada"), "method", text("PUT")),
        at("2026-11-10T15:00:00Z", "user_id", text("ada"), "method", text("PUT")),
        at("2026-11-10T15:00:00Z", "user_id", text("bob"), "method", text("PUT")));

    String rows =
        client.rows(
            DAY
                + ",\"metrics\":[\"requests\"],\"dimensions\":[\"user\",\"time:1h\",\"method\"],"
                + "\"groups\":\"new\",\"search\":\"method:PUT\"");
    assertThat(rows)
        .isEqualTo(
            "[[\"ada\",\"2026-11-10T14:00:00Z\",\"PUT\",1],"
                + "[\"ada\",\"2026-11-10T15:00:00Z\",\"PUT\",1]]");
  }

  @Test
  void firstEver_looksBehindTheBeginning_andRowsAreOrderedByIt() {
    String asked =
        DAY
            + ",\"metrics\":[\"first_ever\",\"first_seen\"],\"dimensions\":[\"user\"],"
            + "\"totals\":true,\"order\":[{\"by\":\"first_ever\"}]";
    JsonNode answer = client.ask(asked + ",\"search\":\"-unknown:user\"");

    assertThat(answer.get("rows").toString())
        .isEqualTo(
            "[[\"bob\",\"2026-11-10T12:00:00Z\",\"2026-11-10T12:00:00Z\"],"
                + "[\"ada\",\"2026-10-01T00:00:00Z\",\"2026-11-10T00:00:00Z\"]]");
    assertThat(answer.get("totals").toString())
        .isEqualTo("[\"2026-10-01T00:00:00Z\",\"2026-11-10T00:00:00Z\"]");
    assertThat(client.ask(asked + ",\"search\":\"user:nobody\"").get("totals").toString())
        .isEqualTo("[null,null]");
  }

  @Test
  void zone_saysWhereThePeriodBegins() {
    String japan = DAY + ",\"zone\":\"Asia/Tokyo\"," + USERS;
    client.post(by("kim", "2026-11-09T15:00:00Z"), by("lee", "2026-11-09T14:59:59.999999Z"));

    assertThat(client.rows(japan + ",\"groups\":\"new\"")).contains("kim").doesNotContain("lee");
    assertThat(client.rows(japan + ",\"groups\":\"gone\"," + BEFORE))
        .contains("lee")
        .doesNotContain("kim");
  }

  @Test
  void lateRecord_makesAGroupReturn() {
    assertThat(rows("new")).contains("bob");
    client.post(by("bob", "2026-09-01T00:00:00Z"));
    assertThat(rows("new")).doesNotContain("bob");
    assertThat(rows("returning")).contains("bob");
  }

  @Test
  void deletedRecord_makesAGroupNew() {
    String other =
        server
            .post("/api/v1/keys", "{\"name\":\"other\"}", "X-AUTH-TOKEN", client.key())
            .json()
            .get("key")
            .asText();
    new QueryClient(server, other).post(by("bob", "2026-09-01T00:00:00Z"));
    assertThat(rows("returning")).contains("bob");

    server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", other);

    assertThat(rows("new")).contains("bob");
    assertThat(gone().get("rows").toString()).isEqualTo("[[\"eve\",0]]");
  }

  @Test
  void pages_haveEachRowOnce() {
    for (int i = 0; i < 23; i++) {
      client.post(by("user-" + i % 12, "2026-11-10T15:00:00Z"));
    }
    List<JsonNode> turned = new ArrayList<>();
    JsonNode page;
    do {
      page =
          client.ask(
              DAY
                  + ",\"metrics\":[\"requests\",\"p50\"],\"dimensions\":[\"user\"],\"limit\":4,"
                  + "\"offset\":"
                  + turned.size());
      assertThat(page.get("rows")).hasSizeBetween(1, 4);
      page.get("rows").forEach(turned::add);
    } while (page.get("truncated").asBoolean());

    String whole = DAY + ",\"metrics\":[\"requests\",\"p50\"],\"dimensions\":[\"user\"]";
    assertThat(turned.toString().replace(" ", "")).isEqualTo(client.rows(whole));
    assertThat(client.rows(whole + ",\"offset\":1000")).isEqualTo("[]");
  }
}

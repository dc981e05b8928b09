package dev.footfall.server.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contributions are what the document says, and add up to the change. */
class ContributionTest {
  /** Half of the last digit. */
  private static final double ROUNDING = 0.0005001;

  @TempDir static Path data;
  private static TestServer server;
  private static Scene plain;
  private static Scene sampled;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
    plain = new Scene(server, 1);
    plain.day(Scene.BEFORE, 1500, draw -> {});
    plain.day(
        Scene.NOW,
        2000,
        draw -> {
          draw.version = draw.version.equals(Scene.VERSIONS[1]) ? "1.6.0" : draw.version;
          draw.millis *= 1.2;
        });
    sampled = new Scene(server, 2);
    sampled.day(Scene.BEFORE, 800, draw -> draw.weight = sampled.random.nextBoolean() ? 1 : 3.3);
    sampled.day(Scene.NOW, 500, draw -> draw.weight = sampled.random.nextBoolean() ? 1 : 2.7);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requests",
        "users",
        "success_rate",
        "error_rate",
        "client_error_rate",
        "server_error_rate",
        "mean",
        "p50",
        "p75",
        "p90",
        "p95",
        "p99",
        "sum:response_time",
        "sum:response_bytes"
      })
  void contributions_areThoseOfTheRecords(String metric) {
    for (Scene scene : List.of(plain, sampled)) {
      for (int limit : new int[] {100, 3}) {
        JsonNode why = why(scene, metric, "\"limit\":" + limit).json();
        Recount recount =
            new Recount(
                metric,
                records(scene, Scene.NOW, Scene.END),
                records(scene, Scene.BEFORE, Scene.NOW),
                why.path("slower_than").asDouble());
        double change = why.at("/explained/change").asDouble();

        assertThat(change).isCloseTo(recount.change(), within(ROUNDING)).isNotZero();
        assertThat(why.path("now")).isEqualTo(figure(scene, metric, Scene.NOW, Scene.END));
        assertThat(why.path("before")).isEqualTo(figure(scene, metric, Scene.BEFORE, Scene.NOW));
        assertThat(why.path("dimensions")).hasSizeGreaterThan(9);
        for (JsonNode dimension : why.path("dimensions")) {
          check(dimension, recount, change, limit);
        }
        checkSum(why.path("within"));
      }
    }
  }

  private static void check(JsonNode dimension, Recount recount, double change, int limit) {
    Map<String, Double> expected = recount.contributions(dimension.path("name").asText());
    assertThat(dimension.path("values").asInt()).isEqualTo(expected.size());
    assertThat(dimension.path("rows")).hasSize(Math.min(limit, expected.size()));
    double sum = 0;
    double former = Double.MAX_VALUE;
    for (JsonNode row : dimension.path("rows")) {
      double contribution = row.path("contribution").asDouble();
      String value = row.path("value").isNull() ? Recount.MISSING : row.path("value").asText();
      assertThat(contribution)
          .as(dimension.path("name") + " " + row)
          .isCloseTo(expected.remove(value), within(ROUNDING));
      assertThat(Math.abs(contribution)).isLessThanOrEqualTo(former);
      assertThat(row.path("of_change").asDouble())
          .isCloseTo(
              contribution / change,
              within(0.0001 + ROUNDING * (1 + Math.abs(contribution / change)) / Math.abs(change)));
      if (row.has("rate_effect")) {
        assertThat(row.path("rate_effect").asDouble() + row.path("mix_effect").asDouble())
            .isCloseTo(contribution, within(3 * ROUNDING));
      }
      former = Math.abs(contribution);
      sum += contribution;
    }
    double others = expected.values().stream().mapToDouble(each -> each).sum();
    assertThat(dimension.has("others")).isEqualTo(!expected.isEmpty());
    assertThat(dimension.at("/others/contribution").asDouble()).isCloseTo(others, within(ROUNDING));
    assertThat(sum + others).isCloseTo(change, within(ROUNDING * (limit + 2)));
  }

  private static void checkSum(JsonNode movement) {
    for (JsonNode dimension : movement.path("dimensions")) {
      double sum = dimension.at("/others/contribution").asDouble();
      for (JsonNode row : dimension.path("rows")) {
        sum += row.path("contribution").asDouble();
      }
      assertThat(sum)
          .as(dimension.toPrettyString())
          .isCloseTo(
              movement.at("/explained/change").asDouble(),
              within(ROUNDING * (dimension.path("rows").size() + 2)));
    }
  }

  @Test
  void sampledRecords_makeAnEstimate_andSayWhy() {
    JsonNode why = why(sampled, "requests", "\"dimensions\":[\"route\"]").json();
    assertThat(why.path("exact").asBoolean()).isFalse();
    assertThat(why.path("note").asText()).contains("sampled");
    assertThat(
            why(plain, "requests", "\"dimensions\":[\"route\"]").json().path("exact").asBoolean())
        .isTrue();
  }

  @Test
  void aPeriodWithoutFigure_leavesNothingToExplain() {
    JsonNode why =
        why(plain, "error_rate", "\"compare\":{\"from\":\"2020-01-01\",\"to\":\"2020-01-02\"}")
            .json();
    assertThat(why.path("before").isNull()).isTrue();
    assertThat(why.has("explained")).isFalse();
    assertThat(why.path("dimensions")).isEmpty();

    JsonNode requests =
        why(plain, "requests", "\"compare\":{\"from\":\"2020-01-01\",\"to\":\"2020-01-02\"}")
            .json();
    assertThat(requests.at("/explained/change")).isEqualTo(requests.path("now"));
  }

  @Test
  void aToken_isToldOfWhatItsFiltersLetThroughAlone() {
    String terms =
        """
        {"owner":"a","scope":"read","filters":[{"field":"version","op":"is","value":"1.5.1"}]}""";
    Answer made = server.post("/api/v1/tokens", terms, "X-AUTH-TOKEN", plain.key());
    JsonNode seen = why(made.json().path("token").asText(), "requests", "\"limit\":9").json();
    JsonNode asked =
        why(
                plain,
                "requests",
                "\"filters\":[{\"field\":\"version\",\"op\":\"is\",\"value\":\"1.5.1\"}],\"limit\":9")
            .json();

    assertThat(seen.path("dimensions")).isEqualTo(asked.path("dimensions")).isNotEmpty();
    assertThat(seen.path("now")).isEqualTo(asked.path("now"));
    assertThat(seen.findValuesAsText("name")).doesNotContain("version");
  }

  @Test
  void aMistake_isNamed() {
    Answer answer = why(plain, "max", "\"limit\":1");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("field").asText()).isEqualTo("metric");
  }

  private static JsonNode figure(Scene scene, String metric, Instant from, Instant to) {
    String body =
        "{\"metrics\":[\"%s\"],\"from\":\"%s\",\"to\":\"%s\",\"totals\":true}"
            .formatted(metric, from, to);
    return server.post("/api/v1/query", body, "X-AUTH-TOKEN", scene.key()).json().at("/totals/0");
  }

  private static Answer why(Scene scene, String metric, String members) {
    return why(scene.key(), metric, members);
  }

  private static Answer why(String key, String metric, String members) {
    String body =
        "{\"metric\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",%s}"
            .formatted(metric, Scene.NOW, Scene.END, members);
    return server.post("/api/v1/explain", body, "X-AUTH-TOKEN", key);
  }

  private static List<JsonNode> records(Scene scene, Instant from, Instant to) {
    String path = "/api/v1/exports/requests?format=ndjson&from=%s&to=%s".formatted(from, to);
    byte[] lines = server.get(path, "X-AUTH-TOKEN", scene.key()).raw().body();
    List<JsonNode> records = new ArrayList<>();
    new String(lines, StandardCharsets.UTF_8).lines().forEach(line -> records.add(read(line)));
    return records;
  }

  private static JsonNode read(String line) {
    try {
      return TestServer.JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

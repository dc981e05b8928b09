package dev.footfall.server;

import static dev.footfall.server.TestServer.JSON;
import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports in the order of times and response times, of which many are equal. */
class SortedExportTest {
  /** More than are looked for at once. */
  private static final int RECORDS = 6_000;

  @TempDir static Path data;
  @AutoClose private static TestServer server;
  private static String key;
  private static List<JsonNode> all;

  @BeforeAll
  static void seed() throws IOException {
    server = new TestServer(data);
    key = server.newKey();
    Random random = new Random(7);
    Instant day = Instant.parse("2026-03-01T00:00:00Z");
    for (int post = 0; post < RECORDS / 1_000; post++) {
      String[] records = new String[1_000];
      for (int i = 0; i < records.length; i++) {
        String at = "\"created_at\":\"" + day.plusSeconds(random.nextInt(500)) + "\"";
        records[i] =
            record("response_time", Integer.toString(random.nextInt(40)))
                .replaceFirst("\"created_at\":\"[^\"]*\"", at)
                .replace("/v1/items", i % 3 == 0 ? "/third" : "/v1/items");
      }
      server.post("/api/requests", requests(key, records));
    }
    all = export("");
    assertThat(all).hasSize(RECORDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created_at ascending",
        "created_at descending",
        "response_time ascending",
        "response_time descending"
      })
  void export_inAnotherOrder_hasEachRecordOnce_alsoWhenGoneOnWith(String order) throws IOException {
    List<JsonNode> expected = all.stream().sorted(comparator(order)).toList();
    String parameter = "&order_by=" + order.replace(' ', '+');

    assertThat(export(parameter)).isEqualTo(expected);
    int cut = 2_700;
    assertThat(export(parameter + "&starting_after=" + expected.get(cut - 1).get("id")))
        .isEqualTo(expected.subList(cut, RECORDS));
    assertThat(export(parameter + "&limit=2600&search=path:/third"))
        .isEqualTo(expected.stream().filter(SortedExportTest::isThird).toList());
    assertThat(export(parameter + "&limit=2600")).isEqualTo(expected.subList(0, 2_600));
  }

  private static Comparator<JsonNode> comparator(String order) {
    Comparator<JsonNode> ascending =
        (order.startsWith("created_at")
                ? Comparator.<JsonNode, String>comparing(row -> row.get("created_at").asText())
                : Comparator.<JsonNode, Long>comparing(row -> row.get("response_time_us").asLong()))
            .thenComparing(row -> row.get("id").asLong());
    return order.endsWith("descending") ? ascending.reversed() : ascending;
  }

  private static boolean isThird(JsonNode record) {
    return record.get("path").asText().equals("/third");
  }

  @ParameterizedTest
  @CsvSource({
    "format=csv&order_by=path+ascending, order_by",
    "format=csv&order_by=created_at, order_by",
    "format=parquet&order_by=created_at+ascending, order_by",
    "format=csv&order_by=created_at+ascending&starting_after=999999, starting_after",
  })
  void order_thatCannotBe_isRefused(String parameters, String field) {
    Answer answer = server.get("/api/v1/exports/requests?" + parameters, "X-AUTH-TOKEN", key);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("field").asText()).isEqualTo(field);
  }

  @Test
  void tokenWithFilters_cannotBeginBehindWhatItDoesNotSee() {
    String token =
        server
            .post(
                "/api/v1/tokens",
                """
                {"owner": "a visitor", "scope": "read",
                 "filters": [{"field": "path", "op": "is", "value": "/third"}]}""",
                "X-AUTH-TOKEN",
                key)
            .json()
            .get("token")
            .asText();
    String begin =
        "/api/v1/exports/requests?format=ndjson&order_by=created_at+ascending&starting_after=";
    for (JsonNode record : all.subList(0, 3)) {
      Answer answer = server.get(begin + record.get("id"), "X-AUTH-TOKEN", token);
      assertThat(answer.status()).isEqualTo(isThird(record) ? 200 : 400);
    }
  }

  private static List<JsonNode> export(String parameters) throws IOException {
    Answer answer =
        server.get("/api/v1/exports/requests?format=ndjson" + parameters, "X-AUTH-TOKEN", key);
    assertThat(answer.status()).isEqualTo(200);
    List<JsonNode> records = new ArrayList<>();
    for (String line : new String(answer.raw().body(), StandardCharsets.UTF_8).split("\n")) {
      records.add(JSON.readTree(line));
    }
    return records;
  }
}

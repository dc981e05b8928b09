package dev.footfall.server;

import static dev.footfall.server.TestServer.JSON;
import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
  /** As README says it. */
  private static final Pattern APOSTROPHE =
      Pattern.compile(
          "^'(?=[\\x00-\\x20\\x7f-\\xa0\\u2000-\\u206f\\u3000\\ufeff'\"]*"
              + "[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20])");

  private static final List<String> HOSTILE =
      List.of(
          "=cmd|' /C calc'!A0",
          "+1",
          "-1",
          "@SUM(A1)",
          "\t=1",
          "\r=1",
          "\n=1",
          " =1",
          "\"=1",
          "'=1",
          "''=1",
          "'plain",
          "'",
          "\"",
          "\u00a0=1",
          "\ufeff=1",
          "\uff1d1",
          "a,b",
          "a\"b\"",
          "a\r\nb",
          "a\nb",
          " a ",
          "a;=1",
          "nul\u0000nul",
          "lone\ud800",
          "\ud83d\ude00 \u00e4\u05d0\u4e2d",
          "\u2028",
          "\\N",
          "NULL",
          "null",
          "{}",
          "</script>");

  @TempDir static Path data;
  static TestServer server;
  String key;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void newKey() {
    key = server.newKey();
  }

  @Test
  void ndjson_isTheLogLineByLine() throws Exception {
    postHostile();
    assertThat(ndjson("")).isEqualTo(log());
  }

  @Test
  void csv_readBack_isTheLog() throws Exception {
    postHostile();
    assertThat(csv("", true)).isEqualTo(log().stream().map(ExportTest::texts).toList());
  }

  @Test
  void readme_saysHowTextsAreUndone() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains(APOSTROPHE.pattern());
  }

  @Test
  void csv_hasNoCellThatASpreadsheetCouldRun() {
    postHostile();
    List<List<String>> lines = Csv.read(export("csv", "&columns=path,user_id,referrer"));
    assertThat(lines.get(0)).containsExactly("id", "path", "user_id", "referrer");
    for (List<String> line : lines) {
      for (String cell : line) {
        String seen = cell == null ? "" : cell.strip().replaceFirst("^[\"\\s\u00a0\ufeff]+", "");
        assertThat(seen).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("@");
      }
    }
    assertThat(lines).anyMatch(line -> "'=cmd|' /C calc'!A0".equals(line.get(1)));
  }

  @Test
  void parquet_readBack_isTheLog_withProperTypes() throws Exception {
    postHostile();
    Answer answer = get("parquet", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Footfall-Has-More")).isEqualTo("false");
    assertThat(answer.header("Content-Length")).isEqualTo("" + answer.raw().body().length);
    try (Parquet file = Parquet.of(answer.raw().body())) {
      assertThat(file.rows()).isEqualTo(log().stream().map(ExportTest::texts).toList());
      assertThat(file.types())
          .containsEntry("id", "BIGINT")
          .containsEntry("created_at", "TIMESTAMP WITH TIME ZONE")
          .containsEntry("received_at", "TIMESTAMP WITH TIME ZONE")
          .containsEntry("status", "SMALLINT")
          .containsEntry("response_time", "BIGINT")
          .containsEntry("response_time_us", "BIGINT")
          .containsEntry("request_bytes", "BIGINT")
          .containsEntry("weight", "DOUBLE")
          .containsEntry("path", "VARCHAR");
      assertThat(new ArrayList<>(file.types().keySet()))
          .isEqualTo(Csv.read(export("csv", "")).get(0));
    }
    try (Stream<Path> left = Files.list(data.resolve("exports"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void parquet_inParts_isTheWhole() throws Exception {
    postHostile();
    List<Map<String, String>> rows = new ArrayList<>();
    long last = 0;
    boolean more = true;
    while (more) {
      Answer answer = get("parquet", "&limit=7&starting_after=" + last);
      try (Parquet file = Parquet.of(answer.raw().body())) {
        assertThat(file.rows().size()).isLessThanOrEqualTo(7);
        rows.addAll(file.rows());
      }
      last = Long.parseLong(answer.header("Footfall-Last-Id"));
      more = Boolean.parseBoolean(answer.header("Footfall-Has-More"));
    }
    assertThat(rows).isEqualTo(log().stream().map(ExportTest::texts).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void export_cutAnywhere_andResumed_isTheWhole(String format) {
    postHostile();
    String whole = export(format, "");
    List<Integer> ends = new ArrayList<>();
    for (int i = whole.indexOf('\n'); i >= 0; i = whole.indexOf('\n', i + 1)) {
      ends.add(i + 1);
    }
    String end = format.equals("csv") ? "\r\n" : "\n";
    for (int cut = 0; cut < whole.length(); cut += 97) {
      String arrived = whole.substring(0, cut);
      String kept = "";
      String last = null;
      for (int line : ends) {
        if (line <= cut && isWhole(arrived.substring(0, line), format)) {
          kept = arrived.substring(0, line);
        }
      }
      last = lastId(kept, format);
      String rest =
          export(
              format,
              (last == null ? "" : "&starting_after=" + last)
                  + (format.equals("csv") && !kept.isEmpty() ? "&header=false" : ""));
      assertThat(kept + rest).as("cut at %s", cut).isEqualTo(whole);
      assertThat(whole).endsWith(end);
    }
  }

  @ParameterizedTest
  @CsvSource({"csv, text/csv", "ndjson, application/x-ndjson", "parquet, application/vnd.apache"})
  void export_saysWhatItIs(String format, String type) {
    postHostile();
    Answer answer = get(format, "");
    assertThat(answer.header("Content-Type")).startsWith(type);
    assertThat(answer.header("Content-Disposition"))
        .matches("attachment; filename=\"footfall-requests-\\d{8}T\\d{6}Z\\." + format + "\"");
  }

  @Test
  void export_isGzipped_whenAsked() throws IOException {
    postHostile();
    Answer answer =
        server.get(
            "/api/v1/exports/requests?format=csv", "X-AUTH-TOKEN", key, "Accept-Encoding", "gzip");
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    byte[] body = new GZIPInputStream(new ByteArrayInputStream(answer.raw().body())).readAllBytes();
    assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(export("csv", ""));
  }

  @Test
  void export_filtered_holdsWhatTheLogHolds() throws Exception {
    post(record("/a"), record("/b"), record("/b").replace("200", "503"));
    String filter = "&search=path:/b%20status:5xx";
    assertThat(ndjson(filter)).hasSize(1).isEqualTo(log().subList(2, 3));
    assertThat(csv(filter, true)).hasSize(1);
    try (Parquet file = Parquet.of(get("parquet", filter).raw().body())) {
      assertThat(file.rows()).hasSize(1);
    }
  }

  @Test
  void export_holdsTheOwnProjectOnly_andNoMoreThanTheLimit() throws Exception {
    server.post("/api/requests", requests(server.newKey(), record("/other")));
    post(record("/1"), record("/2"), record("/3"));
    assertThat(ndjson(""))
        .extracting(node -> node.get("path").asText())
        .containsExactly("/1", "/2", "/3");
    assertThat(ndjson("&limit=2")).hasSize(2);
    assertThat(export("ndjson", "&limit=1&columns=path"))
        .matches("\\{\"id\":\\d+,\"path\":\"/1\"}\n");
  }

  @Test
  void export_ofNothing_isValid() throws Exception {
    assertThat(export("ndjson", "")).isEmpty();
    assertThat(Csv.read(export("csv", ""))).hasSize(1);
    assertThat(export("csv", "&header=false")).isEmpty();
    try (Parquet file = Parquet.of(get("parquet", "").raw().body())) {
      assertThat(file.rows()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format=xml",
        "columns=path",
        "format=csv&limit=0",
        "format=parquet&limit=1000001",
        "format=csv&columns=nope",
        "format=csv&columns=",
        "format=ndjson&header=false",
        "format=csv&header=no",
        "format=csv&starting_after=-1",
        "format=csv&colums=path",
        "format=csv&search=nope:1",
        "format=csv&filters=[",
        "format=csv&from=yesterday"
      })
  void export_withABadParameter_isA400(String query) {
    Answer answer =
        server.get("/api/v1/exports/requests?" + query.replace("[", "%5B"), "X-AUTH-TOKEN", key);
    MalformedInputTest.assertError(answer, 400, answer.json().path("field").asText(null));
    assertThat(answer.json().has("field")).isTrue();
    assertThat(answer.header("Content-Disposition")).isNull();
  }

  @Test
  void export_withAnUnknownColumn_namesIt() {
    Answer answer =
        server.get(
            "/api/v1/exports/requests?format=csv&columns=path,usr,status", "X-AUTH-TOKEN", key);
    assertThat(answer.json().get("message").asText())
        .contains("unknown name: usr;", "created_at, received_at");
  }

  @Test
  void export_withoutAKey_isA401() {
    assertThat(server.get("/api/v1/exports/requests?format=csv").status()).isEqualTo(401);
  }

  private static boolean isWhole(String text, String format) {
    return format.equals("ndjson") || text.chars().filter(c -> c == '"').count() % 2 == 0;
  }

  private static String lastId(String kept, String format) {
    if (kept.isEmpty()) {
      return null;
    }
    if (format.equals("ndjson")) {
      String[] lines = kept.split("\n");
      return lines[lines.length - 1].replaceAll("(?s)^\\{\"id\":(\\d+),.*", "$1");
    }
    List<List<String>> lines = Csv.read(kept);
    return lines.size() == 1 ? null : lines.get(lines.size() - 1).get(0);
  }

  private void postHostile() {
    List<String> records = new ArrayList<>();
    for (String text : HOSTILE) {
      ObjectNode node = object(record("/x"));
      node.put("path", text).put("user_id", text).put("referrer", text).put("hostname", text);
      node.put("created_at", "2026-11-01T00:00:00." + String.format("%03d", records.size()) + "Z");
      records.add(node.toString());
    }
    ObjectNode long1 = object(record("/cut"));
    long1.put("referrer", "r".repeat(3_000)).put("user_agent", "u".repeat(3_000));
    records.add(long1.toString());
    ObjectNode sized = object(record("/sized"));
    sized.put("request_bytes", 0).put("response_bytes", 1L << 40).put("weight", 2.5);
    sized.put("response_time_us", 1_499).put("created_at", "2026-11-01T00:00:00.123456Z");
    records.add(sized.toString());
    post(records.toArray(String[]::new));
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void post(String... records) {
    Answer answer = server.post("/api/requests", requests(key, records));
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(records.length);
  }

  /** Oldest first. */
  private List<JsonNode> log() {
    List<JsonNode> rows = new ArrayList<>();
    server
        .get("/api/v1/logs/requests?limit=1000&starting_after=0", "X-AUTH-TOKEN", key)
        .json()
        .get("data")
        .forEach(rows::add);
    return rows;
  }

  /** As CSV and Parquet hold it: text by name, null for what is missing. */
  private static Map<String, String> texts(JsonNode row) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      texts.put(field.getKey(), field.getValue().isNull() ? null : field.getValue().asText());
    }
    JsonNode cut = row.path("cut");
    List<String> names = new ArrayList<>();
    cut.forEach(name -> names.add(name.asText()));
    texts.put("cut", names.isEmpty() ? null : String.join(" ", names));
    return texts;
  }

  private List<JsonNode> ndjson(String query) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    String text = export("ndjson", query);
    for (int begin = 0; begin < text.length(); begin = text.indexOf('\n', begin) + 1) {
      rows.add(JSON.readTree(text.substring(begin, text.indexOf('\n', begin))));
    }
    return rows;
  }

  private List<Map<String, String>> csv(String query, boolean undo) {
    List<List<String>> lines = Csv.read(export("csv", query));
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        String cell = line.get(i);
        row.put(
            lines.get(0).get(i),
            cell == null || !undo ? cell : APOSTROPHE.matcher(cell).replaceFirst(""));
      }
      rows.add(row);
    }
    return rows;
  }

  private String export(String format, String query) {
    Answer answer = get(format, query);
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }

  private Answer get(String format, String query) {
    return server.get("/api/v1/exports/requests?format=" + format + query, "X-AUTH-TOKEN", key);
  }
}

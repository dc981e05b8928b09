package dev.footfall.server;

import static dev.footfall.server.TestServer.JSON;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the notebook of the examples and compares what it draws with sums of its own. */
class NotebookTest {
  private static final Path NOTEBOOK =
      Path.of("../examples/notebook/success-against-failure.ipynb");

  /** What is really drawn: each bar's day, bottom and height, and what was read. */
  private static final String DRAWN =
      """

      import json

      def bars(axes):
          return {
              str(container.get_label()): [
                  [str(counts.index[round(bar.get_x() + bar.get_width() / 2)].date()),
                   None if bar.get_height() != bar.get_height() else bar.get_height()]
                  for bar in container
              ]
              for container in axes.containers
          }

      with open("drawn.json", "w") as file:
          json.dump({"counts": bars(above), "shares": bars(below),
                     "paths": list(records["path"])}, file)
      """;

  private static final List<String> PATHS =
      List.of("/a", "=1+1", "'=1", "''", "\"@x", "a,\"b\"\r\nc", "NA", "null", "\u00a0-1", " ");

  @TempDir Path folder;

  private record Sent(Instant createdAt, int status, double weight, String path) {}

  @ParameterizedTest
  @Timeout(120)
  @CsvSource({
    "2025-10-23T22:00:00Z, Europe/Paris",
    "2025-03-27T23:00:00Z, Europe/Paris",
    "2025-03-07T05:00:00Z, America/New_York",
    "2025-06-01T00:00:00Z, UTC"
  })
  void notebook_drawsWhatWasRecorded(Instant from, String zone) throws Exception {
    String python = python();
    List<Sent> sent = sent(from);
    Map<LocalDate, double[]> expected = sums(sent, ZoneId.of(zone));
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      String key = server.newKey();
      assertThat(server.post("/api/requests", body(key, sent)).status()).isEqualTo(201);

      JsonNode drawn = run(python, server.url(), key, zone);
      for (int outcome = 0; outcome < 2; outcome++) {
        String name = outcome == 0 ? "success" : "failure";
        Map<LocalDate, Double> counts = bars(drawn.get("counts").get(name));
        Map<LocalDate, Double> shares = bars(drawn.get("shares").get(name));
        assertThat(counts.keySet()).containsExactlyElementsOf(expected.keySet());
        for (Map.Entry<LocalDate, double[]> day : expected.entrySet()) {
          double all = day.getValue()[0] + day.getValue()[1];
          double count = day.getValue()[outcome];
          assertThat(counts.get(day.getKey())).isCloseTo(count, within(1e-6));
          if (all == 0) {
            assertThat(shares.get(day.getKey())).isNull();
          } else {
            assertThat(shares.get(day.getKey())).isCloseTo(100 * count / all, within(1e-6));
          }
        }
      }
      List<String> paths = new ArrayList<>();
      drawn.get("paths").forEach(path -> paths.add(path.asText()));
      assertThat(paths).isEqualTo(sent.stream().map(Sent::path).toList());
      byte[] picture = Files.readAllBytes(folder.resolve("success-against-failure.png"));
      assertThat(picture).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(10_000);
      assertThat(fromParquet(server, key, zone)).isEqualTo(text(expected));
    }
  }

  /** Records around every midnight of nine days but the sixth, in which there is nothing. */
  private static List<Sent> sent(Instant from) {
    Random random = new Random(from.getEpochSecond());
    double[] weights = {1, 1, 2.5, 10};
    List<Sent> sent = new ArrayList<>();
    for (int quarter = 0; quarter < 9 * 96; quarter++) {
      if (quarter < 5 * 96 - 8 || quarter > 6 * 96 + 8) {
        sent.add(
            new Sent(
                from.plusSeconds(quarter * 900L).plusMillis(quarter % 3),
                random.nextInt(6) == 0 ? 400 + random.nextInt(200) : 100 + random.nextInt(300),
                weights[random.nextInt(4)],
                PATHS.get(random.nextInt(PATHS.size()))));
      }
    }
    return sent;
  }

  private static Map<LocalDate, double[]> sums(List<Sent> sent, ZoneId zone) {
    TreeMap<LocalDate, double[]> sums = new TreeMap<>();
    for (Sent record : sent) {
      LocalDate day = record.createdAt().atZone(zone).toLocalDate();
      sums.computeIfAbsent(day, any -> new double[2])[record.status() < 400 ? 0 : 1] +=
          record.weight();
    }
    for (LocalDate day = sums.firstKey(); day.isBefore(sums.lastKey()); day = day.plusDays(1)) {
      sums.putIfAbsent(day, new double[2]);
    }
    assertThat(sums.values()).anyMatch(sum -> sum[0] + sum[1] == 0);
    return sums;
  }

  private static String body(String key, List<Sent> sent) {
    return requests(
        key,
        sent.stream()
            .map(
                record -> {
                  ObjectNode node = JSON.createObjectNode();
                  node.put("path", record.path()).put("method", "GET").put("response_time", 5);
                  node.put("status", record.status()).put("weight", record.weight());
                  node.put("created_at", record.createdAt().toString());
                  return node.toString();
                })
            .toArray(String[]::new));
  }

  private static Map<LocalDate, Double> bars(JsonNode pairs) {
    Map<LocalDate, Double> bars = new LinkedHashMap<>();
    for (JsonNode pair : pairs) {
      bars.put(
          LocalDate.parse(pair.get(0).asText()),
          pair.get(1).isNull() ? null : pair.get(1).asDouble());
    }
    return bars;
  }

  private JsonNode run(String python, String url, String key, String zone) throws Exception {
    StringBuilder script = new StringBuilder();
    for (JsonNode cell : cells(false)) {
      script.append(source(cell)).append("\n\n");
    }
    Path file = folder.resolve("notebook.py");
    Files.writeString(file, script + DRAWN);
    ProcessBuilder builder =
        new ProcessBuilder(python, file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("MPLBACKEND", "Agg");
    builder.environment().put("FOOTFALL_URL", url);
    builder.environment().put("FOOTFALL_KEY", key);
    builder.environment().put("FOOTFALL_ZONE", zone);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
    } finally {
      process.destroyForcibly();
    }
    return JSON.readTree(folder.resolve("drawn.json").toFile());
  }

  /** The SQL of the last cell, on the file that it would load. */
  private Map<LocalDate, String> fromParquet(TestServer server, String key, String zone)
      throws Exception {
    String source = source(cells(true).get(0));
    Path file = folder.resolve("requests.parquet");
    Files.write(
        file,
        server.get("/api/v1/exports/requests?format=parquet", "X-AUTH-TOKEN", key).raw().body());
    String sql =
        source
            .substring(source.indexOf("f\"\"\"") + 4, source.lastIndexOf("\"\"\""))
            .replace("{ZONE}", zone)
            .replace("'requests.parquet'", "'" + file + "'");
    Map<LocalDate, double[]> days = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      while (row.next()) {
        days.put(
            row.getObject(1, LocalDate.class), new double[] {row.getDouble(2), row.getDouble(3)});
      }
    }
    return text(days);
  }

  /** Without the empty days, which a GROUP BY cannot know. */
  private static Map<LocalDate, String> text(Map<LocalDate, double[]> days) {
    Map<LocalDate, String> text = new TreeMap<>();
    days.forEach(
        (day, sums) -> {
          if (sums[0] + sums[1] > 0) {
            text.put(day, String.format("%.3f %.3f", sums[0], sums[1]));
          }
        });
    return text;
  }

  private static List<JsonNode> cells(boolean duckdb) throws IOException {
    List<JsonNode> cells = new ArrayList<>();
    for (JsonNode cell : JSON.readTree(NOTEBOOK.toFile()).get("cells")) {
      boolean tagged = cell.get("metadata").path("tags").toString().contains("duckdb");
      if (cell.get("cell_type").asText().equals("code") && tagged == duckdb) {
        assertThat(cell.get("outputs")).isEmpty();
        cells.add(cell);
      }
    }
    return cells;
  }

  private static String source(JsonNode cell) {
    StringBuilder source = new StringBuilder();
    cell.get("source").forEach(line -> source.append(line.asText()));
    return source.toString();
  }

  /** A Python that has what the notebook needs; in CI there must be one. */
  private static String python() {
    String found =
        Stream.of("python3", "/usr/bin/python3")
            .filter(NotebookTest::canRunIt)
            .findFirst()
            .orElse(null);
    assertThat(found != null || System.getenv("CI") == null).isTrue();
    assumeTrue(found != null, "Python has no pandas or no matplotlib here");
    return found;
  }

  private static boolean canRunIt(String python) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import pandas, matplotlib")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

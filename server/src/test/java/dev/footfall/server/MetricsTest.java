package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  /** A line of the text format: name, labels, value. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\\\n]*\"(?:,[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\\\n]*\")*})?"
              + " (NaN|[+-]?Inf|-?[0-9.]+(?:[eE][+-]?[0-9]+)?)");

  private static final Set<String> LABELS =
      Set.of("kind", "status", "reason", "outcome", "size", "version", "le");

  @TempDir Path data;
  private TestServer server;
  private String key;

  @BeforeEach
  void start() {
    server = new TestServer(data);
    key = server.newKey();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void posts_areCounted() {
    assertThat(value("footfall_posts_accepted_total{kind=\"requests\"}")).isZero();
    String body =
        requests(
            key,
            record("/1"),
            record("/2"),
            record("status", "99"),
            record("status", "\"200\""),
            record("status", null),
            record("status", "200,\"status\":201"));
    server.post("/api/requests", body);
    server.post("/api/routes", "{\"api_key\":\"" + key + "\",\"routes\":[\"GET /\"]}");
    server.post("/api/requests", requests(UUID.randomUUID().toString(), record("/")));
    server.post("/api/requests", "no JSON");

    assertThat(value("footfall_posts_accepted_total{kind=\"requests\"}")).isEqualTo(1);
    assertThat(value("footfall_posts_accepted_total{kind=\"routes\"}")).isEqualTo(1);
    assertThat(value("footfall_records_accepted_total{kind=\"requests\"}")).isEqualTo(2);
    assertThat(value("footfall_records_accepted_total{kind=\"events\"}")).isZero();
    for (String reason : List.of("out_of_bounds", "wrong_type", "missing", "given_twice")) {
      assertThat(value("footfall_records_rejected_total{reason=\"" + reason + "\"}")).isEqualTo(1);
    }
    assertThat(value("footfall_records_rejected_total{reason=\"other\"}")).isZero();
    assertThat(value("footfall_posts_refused_total{status=\"401\"}")).isEqualTo(1);
    assertThat(value("footfall_posts_refused_total{status=\"400\"}")).isEqualTo(1);
    assertThat(value("footfall_posts_read_bytes_total")).isGreaterThan(body.length());
    assertThat(value("footfall_commit_seconds_count")).isEqualTo(2);
    assertThat(value("footfall_commit_seconds_sum")).isPositive();
    assertThat(value("footfall_records_waiting")).isZero();
  }

  @Test
  void batch_thatComesAgain_isCountedAsThat() {
    String[] id = {"Idempotency-Key", UUID.randomUUID().toString()};
    String body = requests(key, record("/1"), record("/2"), record("status", "99"));
    for (int i = 0; i < 3; i++) {
      Answer answer = server.post("/api/requests", body, id);
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
    }

    assertThat(value("footfall_posts_accepted_total{kind=\"requests\"}")).isEqualTo(1);
    assertThat(value("footfall_records_accepted_total{kind=\"requests\"}")).isEqualTo(2);
    assertThat(value("footfall_records_rejected_total{reason=\"out_of_bounds\"}")).isEqualTo(1);
    assertThat(value("footfall_posts_repeated_total{kind=\"requests\"}")).isEqualTo(2);
  }

  @Test
  void queries_areCounted_byHowTheyCameOut() {
    QueryClient client = new QueryClient(server, key);
    client.post(record("/"));
    client.ask("\"metrics\":[\"requests\"]");
    client.query("\"metrics\":[\"nonsense\"]");

    assertThat(value("footfall_queries_total{outcome=\"answered\"}")).isEqualTo(1);
    assertThat(value("footfall_queries_total{outcome=\"over_budget\"}")).isZero();
    assertThat(value("footfall_query_seconds_count")).isEqualTo(1);
    assertThat(value("footfall_query_seconds_bucket{le=\"+Inf\"}")).isEqualTo(1);
    assertThat(value("footfall_queries_running{size=\"light\"}")).isZero();
    assertThat(value("footfall_queries_waiting{size=\"heavy\"}")).isZero();
  }

  @Test
  void machine_isDescribed() {
    server.post("/api/requests", requests(key, record("/")));

    assertThat(value("footfall_trouble")).isZero();
    assertThat(value("footfall_database_bytes")).isPositive();
    assertThat(value("footfall_disk_free_bytes")).isPositive();
    assertThat(value("footfall_heap_free_bytes")).isPositive();
    assertThat(value("footfall_uptime_seconds")).isPositive();
    assertThat(value("footfall_derivation_pending_ids")).isZero();
    assertThat(value("footfall_build_info{version=\"" + Version.current() + "\"}")).isEqualTo(1);
  }

  @Test
  void text_isInPrometheusFormat_andNamesNobody() {
    String share = server.get("/api/user-id/" + key).json().asText();
    server.post("/api/requests", requests(key, record("user_id", "\"ada\"")));
    Answer answer = server.get("/metrics");

    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(samples(answer)).isNotEmpty();
    assertThat(text(answer)).doesNotContain(key, share, "ada", "8.8.8.8", "/api/");
  }

  @Test
  void openMetrics_isSent_whenItIsAskedFor() {
    Answer answer =
        server.get(
            "/metrics", "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

    assertThat(answer.header("Content-Type")).startsWith("application/openmetrics-text;");
    assertThat(text(answer)).endsWith("# EOF\n");
    assertThat(samples(answer)).containsKey("footfall_posts_accepted_total{kind=\"requests\"}");
  }

  @Test
  void metrics_areForTheOperatorAlone() {
    server.close();
    String token = "an operator's token";
    server =
        new TestServer(data.resolve("open"), options -> options.openSignup(true).adminToken(token));
    String[] proxied = {"Via", "1.1 proxy"};

    assertThat(server.get("/api/generate", proxied).status()).isEqualTo(200);
    assertThat(server.get("/metrics", proxied).status()).isEqualTo(403);
    assertThat(
            server.get("/metrics", "Via", "1.1 proxy", "Authorization", "Bearer " + token).status())
        .isEqualTo(200);
    assertThat(server.get("/metrics").status()).isEqualTo(200);
  }

  private double value(String sample) {
    Map<String, Double> samples = samples(server.get("/metrics"));
    assertThat(samples).containsKey(sample);
    return samples.get(sample);
  }

  /** Reads the format strictly: every sample follows its type, none comes twice. */
  private static Map<String, Double> samples(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    Map<String, Double> samples = new LinkedHashMap<>();
    Set<String> typed = new HashSet<>();
    String family = "";
    for (String line : text(answer).lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ")[2];
        assertThat(line).matches("# TYPE \\S+ (counter|gauge|histogram|info)");
        assertThat(typed.add(family)).as(line).isTrue();
      } else if (!line.startsWith("# ")) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group(1)).startsWith(family).startsWith("footfall_");
        for (Matcher label = Pattern.compile("([a-z_]+)=\"").matcher(line); label.find(); ) {
          assertThat(LABELS).contains(label.group(1));
        }
        String name = line.substring(0, line.lastIndexOf(' '));
        assertThat(samples.put(name, Double.valueOf(sample.group(3)))).as(line).isNull();
      }
    }
    return samples;
  }

  private static String text(Answer answer) {
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }
}

package dev.footfall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in this process, on ports of its own. */
class DemoTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void records_ofAllServices_canBeAskedFor() throws Exception {
    try (Demo demo = Demo.start(options(0))) {
      JsonNode records = awaitRecordsOfAllInstances(demo);

      assertThat(records)
          .extracting(r -> text(r, "service"), r -> text(r, "framework"), r -> text(r, "version"))
          .containsOnly(
              tuple("bookshop", "Servlet", "2.4.0"),
              tuple("bookshop", "Servlet", "2.5.0"),
              tuple("members", "Spring", "1.12.3"),
              tuple("payments", "Javalin", "0.9.1"));
      assertThat(records)
          .allMatch(r -> text(r, "environment").equals("demo"))
          .allMatch(r -> text(r, "path").startsWith("/"))
          .noneMatch(r -> text(r, "user_agent").equals("-"));
    }
  }

  @Test
  void routes_areThoseOfEachFramework() throws Exception {
    try (Demo demo = Demo.start(options(0))) {
      await(
          demo,
          records ->
              records
                  .findValuesAsText("route")
                  .containsAll(List.of("/v1/books/*", "/v1/members/{id}", "/v1/payments/{id}")));
    }
  }

  @Test
  void user_isTheSamePseudonymInAllServices() throws Exception {
    try (Demo demo = Demo.start(options(0))) {
      awaitUserOfAllServices(demo);
    }
  }

  @Test
  void routes_areDeclaredByEachService() throws Exception {
    try (Demo demo = Demo.start(options(0))) {
      awaitRecordsOfAllInstances(demo);
    }

    assertThat(declaredRoutes())
        .contains(
            "members DELETE /v1/members/{id}/loans/{book}",
            "payments POST /v1/payments/{id}/refund")
        .noneMatch(route -> route.contains("actuator"));
  }

  @Test
  void secondStart_goesOnWithKeyAndData() throws Exception {
    String key;
    long lastId;
    try (Demo demo = Demo.start(options(0))) {
      key = demo.key();
      lastId = awaitRecordsOfAllInstances(demo).get(0).get("id").longValue();
    }

    try (Demo again = Demo.start(options(0))) {
      assertThat(again.key()).isEqualTo(key);
      assertThat(records(again).get(0).get("id").longValue()).isGreaterThanOrEqualTo(lastId);
    }
  }

  @Test
  void keyFile_isForItsOwnerOnly() throws Exception {
    try (Demo demo = Demo.start(options(0))) {
      Path file = folder.resolve("data").resolve("demo.json");

      assertThat(Files.readString(file)).contains(demo.key());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void busyPort_isSaidInASentence() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();

      assertThatThrownBy(() -> Demo.start(options(port)))
          .isInstanceOf(DemoException.class)
          .hasMessageMatching("Port " + port + " is in use: .* FOOTFALL_DEMO_PORT=\\d+ .*\\.");
    }
  }

  @Test
  void port_outOfRange_isRefused() {
    assertThatThrownBy(() -> DemoOptions.from(Map.of("FOOTFALL_DEMO_PORT", "65532")))
        .hasMessage("FOOTFALL_DEMO_PORT is not within 0–65531: 65532.");
  }

  @Test
  void services_goOnWithTheYearsRoutesUsersAndVersions() throws Exception {
    try (Demo demo = Demo.start(options(0))) {
      awaitRecordsOfAllInstances(demo);
      JsonNode year = awaitYear(demo);

      assertThat(year.findValuesAsText("operation"))
          .contains("GET /v1/books/*", "GET /v1/members/{id}/loans", "POST /v1/payments");
      assertThat(year.findValuesAsText("version")).contains("2.4.0", "2.5.0", "1.12.3", "0.9.1");
      assertThat(year.findValuesAsText("user_id"))
          .containsAnyElementsOf(new HashSet<>(records(demo).findValuesAsText("user_id")));
    }
  }

  private DemoOptions options(int port) {
    return new DemoOptions(port, folder, 20_000, Duration.ofMillis(33));
  }

  private static JsonNode awaitYear(Demo demo) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode records;
    do {
      String lately = Instant.now().minus(Duration.ofDays(10)).toString();
      records = records(demo, "environment:production%20user_id:*&from=" + lately);
      assertThat(System.nanoTime()).as("the year is not filled").isLessThan(deadline);
    } while (records.size() < 300);
    return records;
  }

  private static JsonNode awaitRecordsOfAllInstances(Demo demo) throws Exception {
    return await(
        demo,
        records ->
            records
                .findValuesAsText("instance")
                .containsAll(List.of("bookshop-1", "bookshop-2", "members-1", "payments-1")));
  }

  private static JsonNode awaitUserOfAllServices(Demo demo) throws Exception {
    return await(
        demo,
        records -> {
          Map<String, Set<String>> services = new HashMap<>();
          for (JsonNode r : records) {
            if (r.hasNonNull("user_id")) {
              services
                  .computeIfAbsent(text(r, "user_id"), user -> new HashSet<>())
                  .add(text(r, "service"));
            }
          }
          return services.values().stream().anyMatch(of -> of.size() == Service.values().length);
        });
  }

  private static JsonNode await(Demo demo, Predicate<JsonNode> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode records;
    do {
      records = records(demo);
      assertThat(System.nanoTime()).as("the records do not come").isLessThan(deadline);
    } while (!condition.test(records));
    return records;
  }

  /** Of the services, not of the generated year. */
  private static JsonNode records(Demo demo) throws Exception {
    return records(demo, "environment:demo");
  }

  private static JsonNode records(Demo demo, String search) throws Exception {
    String path = "/api/v1/logs/requests?limit=1000&search=" + search;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(demo.url() + path))
            .header("X-AUTH-TOKEN", demo.key())
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body()).get("data");
  }

  /** Looks into the database, when the server has left it. */
  private List<String> declaredRoutes() throws Exception {
    List<String> routes = new ArrayList<>();
    Path file = folder.resolve("data").resolve("footfall.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("SELECT service || ' ' || route FROM routes")) {
      while (rows.next()) {
        routes.add(rows.getString(1));
      }
    }
    return routes;
  }

  private static String text(JsonNode record, String field) {
    return record.get(field).asText();
  }
}

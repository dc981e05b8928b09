package dev.footfall.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo in this process, on ports of its own. */
class DemoTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void records_ofBothInstances_canBeAskedFor() throws Exception {
    try (Demo demo = Demo.start(new DemoOptions(0, folder))) {
      JsonNode records = awaitRecordsOfBothInstances(demo);

      JsonNode newest = records.get(0);
      assertThat(newest.get("service").textValue()).isEqualTo("bookshop");
      assertThat(newest.get("user_agent").textValue()).isNotEqualTo("-");
      assertThat(newest.get("path").textValue()).startsWith("/");
    }
  }

  @Test
  void secondStart_goesOnWithKeyAndData() throws Exception {
    String key;
    long lastId;
    try (Demo demo = Demo.start(new DemoOptions(0, folder))) {
      key = demo.key();
      lastId = awaitRecordsOfBothInstances(demo).get(0).get("id").longValue();
    }

    try (Demo again = Demo.start(new DemoOptions(0, folder))) {
      assertThat(again.key()).isEqualTo(key);
      assertThat(records(again).get(0).get("id").longValue()).isGreaterThanOrEqualTo(lastId);
    }
  }

  @Test
  void keyFile_isForItsOwnerOnly() throws Exception {
    try (Demo demo = Demo.start(new DemoOptions(0, folder))) {
      Path file = folder.resolve("key");

      assertThat(Files.readString(file).strip()).isEqualTo(demo.key());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void busyPort_isSaidInASentence() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();

      assertThatThrownBy(() -> Demo.start(new DemoOptions(port, folder)))
          .isInstanceOf(DemoException.class)
          .hasMessageMatching("Port " + port + " is in use: .* FOOTFALL_DEMO_PORT=\\d+ .*\\.");
    }
  }

  @Test
  void port_outOfRange_isRefused() {
    assertThatThrownBy(() -> DemoOptions.from(Map.of("FOOTFALL_DEMO_PORT", "65534")))
        .hasMessage("FOOTFALL_DEMO_PORT is not within 0–65533: 65534.");
  }

  private static JsonNode awaitRecordsOfBothInstances(Demo demo) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode records;
    do {
      records = records(demo);
      assertThat(System.nanoTime()).as("no records of both instances").isLessThan(deadline);
    } while (!records.findValuesAsText("instance").contains("bookshop-1")
        || !records.findValuesAsText("instance").contains("bookshop-2"));
    return records;
  }

  private static JsonNode records(Demo demo) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(demo.url() + "/api/v1/logs/requests?limit=1000"))
            .header("X-AUTH-TOKEN", demo.key())
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new JsonMapper().readTree(answer.body()).get("data");
  }
}

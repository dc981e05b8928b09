package dev.footfall.server;

import static dev.footfall.server.DiskSearch.columns;
import static dev.footfall.server.DiskSearch.forms;
import static dev.footfall.server.DiskSearch.isIn;
import static dev.footfall.server.DiskSearch.reversed;
import static dev.footfall.server.DiskSearch.uncompressed;
import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches everything on disk for addresses: those of level 0 are found, the others nowhere. */
class PrivacyTest {
  /** By privacy level. */
  private static final List<List<String>> ADDRESSES =
      List.of(
          List.of("81.2.69.142", "198.51.100.231", "2a00:1450:4001:82a:1234:5678:9abc:def0"),
          List.of("81.2.69.144", "203.0.113.197", "2a00:1450:4001:82b:2345:6789:abcd:ef01"),
          List.of("81.2.69.160", "192.0.2.179", "2a00:1450:4001:82c:3456:789a:bcde:f012"));

  private static final List<String> ALL = ADDRESSES.stream().flatMap(List::stream).toList();

  @TempDir Path folder;

  @Test
  void addresses_ofLevels1And2_areNowhere_whereThoseOfLevel0Are() throws Exception {
    Path data = folder.resolve("data");
    Path database = data.resolve("footfall.duckdb");
    Map<String, byte[]> places = new LinkedHashMap<>();
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try (TestServer server = new TestServer(data)) {
      String key = server.newKey();
      for (int level = 0; level < 3; level++) {
        for (String address : ADDRESSES.get(level)) {
          String body = requests(key, record("ip_address", "\"" + address + "\""));
          Answer answer = server.post("/api/requests", atLevel(level, body));
          assertThat(answer.status()).isEqualTo(201);
          answers.write(answer.raw().body());
        }
      }
      String logged = server.log(key).toString();
      places.put("the log", logged.getBytes(StandardCharsets.UTF_8));
      assertThat(logged).contains("\"location\":\"GB\"");
      places.put("write-ahead log", Files.readAllBytes(data.resolve("footfall.duckdb.wal")));
      for (String bad :
          List.of("{\"ip_address\":\"%s\"}", "{\"ip_address\":\"%s:80\"}", "\"%s\"")) {
        for (List<String> addresses : ADDRESSES) {
          for (String address : addresses) {
            Answer answer =
                server.post("/api/requests", atLevel(1, requests(key, bad.formatted(address))));
            assertThat(answer.status()).isEqualTo(400);
            answers.write(answer.raw().body());
          }
        }
      }
    }
    assertHasNone("answers", answers.toByteArray(), ALL);
    places.put("checkpointed file", Files.readAllBytes(database));
    places.put("columns", columns(database));
    places.put("file without compression", Files.readAllBytes(uncompressed(database, folder)));

    places.forEach(
        (place, bytes) -> {
          for (String address : ADDRESSES.get(0)) {
            assertThat(isIn(bytes, address.getBytes(StandardCharsets.UTF_8)))
                .as("%s of level 0 in the %s", address, place)
                .isTrue();
          }
          assertHasNone(place, bytes, ADDRESSES.get(1));
          assertHasNone(place, bytes, ADDRESSES.get(2));
        });
  }

  @Test
  void log_atItsMostTalkative_holdsNoAddress() throws Exception {
    String[] talkative = {
      "env", "JAVA_TOOL_OPTIONS=-Dorg.slf4j.simpleLogger.log.dev.footfall.server=trace"
    };
    Path out = folder.resolve("out.txt");
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), out, talkative)) {
      String key = post(server, "/api/generate", "").replace("\"", "");
      for (int level = 0; level < 3; level++) {
        for (String address : ADDRESSES.get(level)) {
          for (String ip : List.of(address, address + ":80")) {
            String body = requests(key, record("ip_address", "\"" + ip + "\""));
            assertThat(post(server, "/api/requests", atLevel(level, body))).contains("accepted");
          }
        }
      }
      assertThat(server.output()).contains("DEBUG");
      assertHasNone("output", Files.readAllBytes(out), ALL);
    }
  }

  private static String post(ServerProcess server, String path, String body) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void location_isFoundOut_atLevels0And1Only() {
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      String key = server.newKey();
      for (int level = 0; level < 3; level++) {
        server.post(
            "/api/requests",
            atLevel(level, requests(key, record("ip_address", "\"81.2.69.144\""))));
      }
      assertThat(server.log(key).findValuesAsText("location")).containsExactly("null", "GB", "GB");
    }
  }

  @Test
  void search_findsBinaryForms() throws Exception {
    for (String address : List.of("81.2.69.144", "2a00:1450:4001:82b:2345:6789:abcd:ef01")) {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      assertThat(forms(address)).hasSize(3);
      for (byte[] planted : List.of(bytes, reversed(bytes))) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[777]);
        file.writeBytes(planted);
        file.write(1);
        assertThat(forms(address)).anyMatch(form -> isIn(file.toByteArray(), form));
      }
    }
  }

  private static String atLevel(int level, String body) {
    return "{\"privacy_level\":" + level + "," + body.substring(1);
  }

  private static void assertHasNone(String place, byte[] bytes, List<String> addresses) {
    for (String address : addresses) {
      for (byte[] form : forms(address)) {
        assertThat(isIn(bytes, form)).as("%s in the %s", address, place).isFalse();
      }
    }
  }
}

package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Searches everything on disk for addresses: those of level 0 are found, the others nowhere. */
class PrivacyTest {
  /** By privacy level. */
  private static final List<List<String>> ADDRESSES =
      List.of(
          List.of("81.2.69.142", "198.51.100.231", "2a00:1450:4001:82a:1234:5678:9abc:def0"),
          List.of("81.2.69.144", "203.0.113.197", "2a00:1450:4001:82b:2345:6789:abcd:ef01"),
          List.of("81.2.69.160", "192.0.2.179", "2a00:1450:4001:82c:3456:789a:bcde:f012"));

  @TempDir Path folder;

  @Test
  void addresses_ofLevels1And2_areNowhere_whereThoseOfLevel0Are() throws Exception {
    Path data = folder.resolve("data");
    Path database = data.resolve("footfall.duckdb");
    Map<String, byte[]> places = new LinkedHashMap<>();
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try (LogCapture log = new LogCapture();
        TestServer server = new TestServer(data)) {
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
      assertHasNone("output", log.bytes(), ADDRESSES.stream().flatMap(List::stream).toList());
    }
    assertHasNone(
        "answers", answers.toByteArray(), ADDRESSES.stream().flatMap(List::stream).toList());
    places.put("checkpointed file", Files.readAllBytes(database));
    places.put("columns", columns(database));
    places.put("file without compression", Files.readAllBytes(uncompressed(database)));

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

  /** As text and in binary, in both orders. */
  private static List<byte[]> forms(String address) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return List.of(address.getBytes(StandardCharsets.UTF_8), bytes, reversed(bytes));
    } catch (java.net.UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static boolean isIn(byte[] bytes, byte[] form) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(new String(form, StandardCharsets.ISO_8859_1));
  }

  /** Every column of every table, as text. */
  private static byte[] columns(Path database) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database)) {
      List<String> tables = tables(connection);
      assertThat(tables).contains("requests", "events", "batches", "keys");
      for (String table : tables) {
        try (Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("FROM " + table)) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              all.writeBytes(String.valueOf(row.getString(i)).getBytes(StandardCharsets.UTF_8));
              all.write('\n');
            }
          }
        }
      }
    }
    return all.toByteArray();
  }

  private static List<String> tables(Connection connection) throws Exception {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT table_name FROM duckdb_tables() WHERE NOT internal")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  private Path uncompressed(Path database) throws Exception {
    Path copy = folder.resolve("uncompressed.duckdb");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET force_compression = 'uncompressed'");
      statement.execute("ATTACH '" + database + "' AS compressed (READ_ONLY)");
      statement.execute("ATTACH '" + copy + "' AS plain");
      statement.execute("COPY FROM DATABASE compressed TO plain");
      statement.execute("CHECKPOINT plain");
    }
    return copy;
  }

  /** What every logger says, at its most talkative. */
  private static final class LogCapture implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.footfall");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Level level = root.getLevel();

    LogCapture() {
      events.start();
      root.setLevel(Level.TRACE);
      root.addAppender(events);
    }

    byte[] bytes() {
      StringBuilder text = new StringBuilder();
      for (ILoggingEvent event : List.copyOf(events.list)) {
        text.append(event.getFormattedMessage()).append('\n');
        if (event.getThrowableProxy() != null) {
          text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      root.detachAppender(events);
      root.setLevel(level);
    }
  }
}

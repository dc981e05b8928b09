package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever breaks an import off: the same command goes on, and each record is there once. */
class ImportResumeTest {
  private static final Instant BEGIN = Instant.now().minus(30, ChronoUnit.DAYS);
  private static final int RECORDS = 12_345;

  @TempDir Path folder;

  private Path file;
  private Path state;

  @BeforeEach
  void writeFile() throws IOException {
    file = folder.resolve("requests.ndjson");
    state = folder.resolve("requests.ndjson.import");
    Files.write(file, lines(0, RECORDS));
  }

  @Test
  void connection_cutAfterAPostWasStored_storesNothingTwice() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      proxy.fate(number -> number >= 7 ? Proxy.Fate.LOSE_ANSWER : Proxy.Fate.PASS);
      ImportRun broken = run(proxy, key, "--patience=0s");
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.err()).contains("Broken off: ", "cannot be reached", "The same command");
      assertThat(stored(server, key)).hasSize(7_000);

      proxy.fate(number -> number % 3 == 0 ? Proxy.Fate.LOSE_ANSWER : Proxy.Fate.PASS);
      assertThat(run(proxy, key, "--patience=20s").exitCode()).isZero();

      assertThat(stored(server, key)).isEqualTo(paths(RECORDS));
    }
  }

  @Test
  void stateThatIsLost_isNoHarm_whileTheServerRemembers() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      proxy.fate(number -> number >= 12 ? Proxy.Fate.LOSE : Proxy.Fate.PASS);
      assertThat(run(proxy, key, "--patience=0s").exitCode()).isEqualTo(1);
      proxy.fate(number -> Proxy.Fate.PASS);
      Files.delete(state);

      assertThat(run(proxy, key).exitCode()).isZero();

      assertThat(stored(server, key)).isEqualTo(paths(RECORDS));
    }
  }

  @Test
  void state_knowsWhatIsDone_afterTheServerHasForgotten() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      assertThat(run(proxy, key).exitCode()).isZero();
      int posts = proxy.posts();

      assertThat(run(proxy, key).out()).contains("read 12,345, accepted 12,345, rejected 0");
      assertThat(proxy.posts()).isEqualTo(posts);

      Files.write(file, lines(RECORDS, RECORDS + 10), StandardOpenOption.APPEND);
      assertThat(run(proxy, key).out()).contains("read 12,355, accepted 12,355, rejected 0");
      assertThat(stored(server, key)).isEqualTo(paths(RECORDS + 10));
    }
  }

  @Test
  void sourceThatGrewWhileItWasBrokenOff_endsWhatWasUnderWayWhereItEnded() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      // the very last post
      proxy.fate(number -> number == 13 ? Proxy.Fate.LOSE_ANSWER : Proxy.Fate.PASS);
      assertThat(run(proxy, key, "--patience=0s").exitCode()).isEqualTo(1);
      Files.write(file, lines(RECORDS, RECORDS + 10), StandardOpenOption.APPEND);

      assertThat(run(proxy, key).exitCode()).isZero();

      assertThat(stored(server, key)).isEqualTo(paths(RECORDS + 10));
    }
  }

  @Test
  void importKilledAgainAndAgain_storesEachRecordOnce() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      for (int round = 1; round <= 3; round++) {
        int enough = proxy.posts() + 3;
        String[] flags = {"import", "--server=" + proxy.url(), "--key=" + key, file.toString()};
        try (ServerProcess run =
            ServerProcess.run(folder.resolve("out" + round), new String[0], flags)) {
          while (proxy.posts() < enough && run.isAlive()) {
            Thread.onSpinWait();
          }
        }
      }

      assertThat(run(proxy, key).exitCode()).isZero();

      assertThat(stored(server, key)).isEqualTo(paths(RECORDS));
    }
  }

  @Test
  void serverKilledInTheMiddle_andStartedAgain_hasEachRecordOnce() throws Exception {
    Path data = folder.resolve("data");
    try (Proxy proxy = new Proxy("http://127.0.0.1:1")) {
      String key;
      try (ServerProcess first = ServerProcess.start(data, folder.resolve("out1"))) {
        proxy.target("http://127.0.0.1:" + first.port());
        key = newKey(proxy);
        proxy.fate(
            number -> {
              if (number == 6) {
                first.kill();
              }
              return Proxy.Fate.PASS;
            });
        assertThat(run(proxy, key, "--patience=0s").exitCode()).isEqualTo(1);
      }
      try (TestServer second = new TestServer(data)) {
        proxy.target(second.url());
        proxy.fate(number -> Proxy.Fate.PASS);
        assertThat(run(proxy, key).exitCode()).isZero();
        assertThat(stored(second, key)).isEqualTo(paths(RECORDS));
      }
    }
  }

  @Test
  void serverThatIsBusy_isAskedAgainWhenItSaid() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      proxy.fate(number -> number == 1 ? Proxy.Fate.BUSY : Proxy.Fate.PASS);
      long begin = System.nanoTime();

      assertThat(run(proxy, key, "--patience=30s").exitCode()).isZero();

      assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThanOrEqualTo(3_000);
      assertThat(stored(server, key)).isEqualTo(paths(RECORDS));
    }
  }

  @Test
  void whatWasUnderWayOver7DaysAgo_isSaidToComeTwicePerhaps() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      proxy.fate(number -> Proxy.Fate.LOSE);
      assertThat(run(proxy, key, "--patience=0s").err()).doesNotContain("7 days ago");
      String since = Instant.now().minus(8, ChronoUnit.DAYS).toString();
      String told = Files.readString(state).replaceFirst("\"since\":\"[^\"]*\"", since(since));
      Files.writeString(state, told);
      proxy.fate(number -> Proxy.Fate.PASS);

      ImportRun run = run(proxy, key);

      assertThat(run.err()).contains("over 7 days ago", "from number 1 to before 10001");
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void stateOfAnotherImport_isRefused() throws Exception {
    try (TestServer server = new TestServer(folder.resolve("data"));
        Proxy proxy = new Proxy(server.url())) {
      String key = server.newKey();
      assertThat(run(proxy, key).exitCode()).isZero();

      ImportRun otherKey = run(proxy, server.newKey());
      assertThat(otherKey.exitCode()).isEqualTo(2);
      assertThat(otherKey.err()).contains("with another key or URL", "--state");

      Files.write(file, lines(1, 5));
      ImportRun otherContent = run(proxy, key);
      assertThat(otherContent.exitCode()).isEqualTo(2);
      assertThat(otherContent.err()).contains("of something else");

      Files.writeString(state, "{}");
      assertThat(run(proxy, key).err()).contains("does not note an import's progress");
    }
  }

  private static String since(String time) {
    return "\"since\":\"" + time + "\"";
  }

  private ImportRun run(Proxy proxy, String key, String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add(file.toString());
    return ImportRun.of(proxy.url(), key, all.toArray(String[]::new));
  }

  private static String newKey(Proxy proxy) throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(proxy.url() + "/api/generate"));
    var answer =
        java.net.http.HttpClient.newHttpClient()
            .send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
    return answer.body().replace("\"", "");
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                "{\"method\":\"GET\",\"status\":200,\"response_time\":1,\"path\":\"/%05d\","
                        .formatted(i)
                    + "\"service\":\"s%d\",\"created_at\":\"%s\"}"
                        .formatted(i / 4_000 % 2, BEGIN.plusSeconds(i)))
        .toList();
  }

  private static List<String> paths(int count) {
    return IntStream.range(0, count).mapToObj("/%05d"::formatted).toList();
  }

  private static List<String> stored(TestServer server, String key) {
    List<String> paths = new ArrayList<>();
    server
        .get("/api/data", "X-AUTH-TOKEN", key)
        .json()
        .forEach(r -> paths.add(r.get("path").asText()));
    return paths;
  }
}

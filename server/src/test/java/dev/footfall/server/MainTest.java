package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void help_namesEveryFlagItsTwinAndItsDefault() {
    assertThat(execute(Map.of(), "--help")).isZero();

    for (OptionSpec option : Main.commandLine(Map.of()).getCommandSpec().options()) {
      assertThat(out.toString()).contains(option.longestName());
      if (!option.usageHelp() && !option.versionHelp()) {
        String description = String.join(" ", option.description());
        assertThat(description).contains("[" + EnvironmentDefaults.name(option) + "]", "Default: ");
      }
    }
    assertThat(out.toString()).contains("127.0.0.1", "8080", "./footfall-data", "512MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=70000",
        "--port=x",
        "--compact-at=25:00",
        "--memory=lots",
        "--memory=1MB",
        "--base-path=foot fall",
        "--cors-origin=example.com",
        "--admin-token=short",
        "--geoip=/nowhere.mmdb",
        "--host= ",
        "--open-signup=perhaps",
        "--retention=soon",
        "--retention=0d",
        "--max-records=0",
        "--expire-unused=perhaps",
        "--rate-limit-key=-1",
        "--rate-limit-address=1000001",
        "--rate-limit-wrong-keys=many",
        "--trusted-proxies=10.0.0.0/8,proxy",
        "--access-log=perhaps",
        "--demo=perhaps",
        "--unknown",
        "stray"
      })
  void flag_thatIsBad_isOneSentenceAndCode2(String flag) {
    assertThat(execute(Map.of(), flag)).isEqualTo(2);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void environment_givesDefaults_andTheFlagWins() {
    assertThat(execute(Map.of("FOOTFALL_SERVER_PORT", "70000"))).isEqualTo(2);
    assertThat(err.toString()).contains("port is not within 0…65535: 70000");
    assertThat(execute(Map.of("FOOTFALL_SERVER_PORT", "70000"), "--port=70001")).isEqualTo(2);
    assertThat(err.toString()).contains("70001");
  }

  @Test
  void folder_thatIsInUse_isOneSentence() {
    Path data = folder.resolve("data");
    try (TestServer running = new TestServer(data)) {
      assertCannotStart("is used by another server", "--port=0", "--data=" + data);
      assertThat(running.get("/api/health").status()).isEqualTo(200);
    }
  }

  @Test
  void folder_thatIsNone_isOneSentence() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertCannotStart("is not a folder", "--port=0", "--data=" + file);
    assertCannotStart("cannot be written", "--port=0", "--data=" + file.resolve("below"));
  }

  @Test
  void folder_withAForeignFile_isOneSentence() throws Exception {
    Files.writeString(folder.resolve("footfall.duckdb"), "not a database".repeat(1000));
    assertCannotStart("could not be opened", "--port=0", "--data=" + folder);
  }

  @Test
  void geoip_thatIsNone_isOneSentence_andLeavesTheFolderFree() throws Exception {
    Path data = folder.resolve("data");
    Path geoip = Files.writeString(folder.resolve("geoip"), "not a database");
    assertCannotStart("is not readable", "--port=0", "--data=" + data, "--geoip=" + geoip);

    Path database = data.resolve("footfall.duckdb");
    assertThat(database).exists();
    assertThat(data.resolve("footfall.duckdb.wal")).doesNotExist();
    try (TestServer server = new TestServer(data)) {
      assertThat(server.get("/api/health").status()).isEqualTo(200);
    }
  }

  @Test
  void port_thatIsBusy_isOneSentence() throws Exception {
    try (ServerSocket busy = new ServerSocket(0)) {
      assertCannotStart(
          "may be in use", "--port=" + busy.getLocalPort(), "--data=" + folder.resolve("data"));
    }
  }

  @Test
  void host_thatIsNotOfThisMachine_isNamed() {
    assertCannotStart("192.0.2.1 is not one", "--host=192.0.2.1", "--data=" + folder);
    assertCannotStart("no.such.invalid", "--host=no.such.invalid", "--data=" + folder);
  }

  @Test
  void environment_thatIsEmpty_isUnset() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Map<String, String> environment = Map.of("FOOTFALL_SERVER_ADMIN_TOKEN", "");

    assertThat(execute(environment, "--port=0", "--data=" + file)).isEqualTo(1);
  }

  @Test
  void folder_thatWasThere_keepsItsPermissions() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (TestServer server = new TestServer(folder)) {
      assertThat(server.port()).isPositive();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwxr-xr-x");
      Path database = folder.resolve("footfall.duckdb");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void folder_isForItsOwnerOnly() throws Exception {
    Path data = folder.resolve("data");
    try (TestServer server = new TestServer(data)) {
      assertThat(server.port()).isPositive();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void options_failAtTheSetter() {
    assertThatThrownBy(() -> ServerOptions.builder().port(-1))
        .hasMessage("port is not within 0…65535: -1");
    assertThatThrownBy(() -> ServerOptions.builder().adminToken("secret"))
        .hasMessageNotContaining("secret");
    assertThat(ServerOptions.builder().memory("1GiB").basePath("/a/").build())
        .satisfies(options -> assertThat(options.memory()).isEqualTo("1GB"))
        .satisfies(options -> assertThat(options.basePath()).isEqualTo("/a"));
  }

  @Test
  void sigterm_leavesEverythingInTheFile_andACleanOutput() throws Exception {
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, folder.resolve("out"))) {
      URI url = URI.create("http://127.0.0.1:" + server.port() + "/api/generate");
      HttpClient client = HttpClient.newHttpClient();
      String key =
          client
              .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      server.terminate();

      assertThat(server.exitCode()).isEqualTo(143);
      assertThat(server.output().strip().lines()).hasSize(1);
      assertThat(server.output()).doesNotContain(key.replace("\"", ""));
      assertThat(data.resolve("footfall.duckdb.wal")).doesNotExist();
    }
  }

  private void assertCannotStart(String reason, String... flags) {
    assertThat(execute(Map.of(), flags)).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains(reason).doesNotContain("Exception:", "\tat ");
    err.getBuffer().setLength(0);
  }

  private int execute(Map<String, String> environment, String... flags) {
    CommandLine commandLine = Main.commandLine(environment);
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(flags);
  }
}

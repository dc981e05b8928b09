package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine.Model.OptionSpec;

/** The recipes in examples/deploy say what the server understands. */
class DeploymentTest {
  private static final Path RECIPES = Path.of("../examples/deploy");
  private static final int STOP_SECONDS = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "compose.yaml", "footfall.service", "README.md"})
  void flagsAndTheirTwins_areTheServers(String name) throws Exception {
    Set<String> known = new HashSet<>();
    Set<String> flags = new HashSet<>();
    for (OptionSpec option : Main.commandLine(Map.of()).getCommandSpec().options()) {
      known.add(EnvironmentDefaults.name(option));
      flags.add(option.longestName());
    }
    String recipe = read(name);

    assertThat(all("FOOTFALL_SERVER_[A-Z_]+", recipe)).isNotEmpty().isSubsetOf(known);
    for (String command : all("footfall-server\\.jar[\" ,]+--.*", recipe)) {
      assertThat(all("(?<=[ \"])--[a-z-]+", command)).isNotEmpty().isSubsetOf(flags);
    }
  }

  @Test
  void image_runsAsNobodyInParticular_keepsItsDataInItsVolume_andGetsSignals() throws Exception {
    String image = read("Dockerfile");

    assertThat(instruction(image, "USER")).matches("[1-9][0-9]+:[1-9][0-9]+");
    assertThat(image).contains("FOOTFALL_SERVER_DATA=" + instruction(image, "VOLUME"));
    assertThat(image).contains("-m 700 " + instruction(image, "VOLUME"));
    assertThat(image).contains("FOOTFALL_SERVER_PORT=" + instruction(image, "EXPOSE"));
    assertThat(instruction(image, "ENTRYPOINT")).startsWith("[\"java\", ").endsWith("]");
  }

  @Test
  void healthcheck_ofTheImage_tellsARunningServerFromNone() throws Exception {
    String command = all("(?<=CMD )curl .*", read("Dockerfile")).iterator().next();
    int port;
    try (TestServer server = new TestServer(folder.resolve("data"), o -> o.basePath("/foot"))) {
      port = server.port();
      assertThat(shell(command, port, "/foot")).isZero();
      assertThat(shell(command, port, "/elsewhere")).isNotZero();
    }
    assertThat(shell(command, port, "/foot")).isNotZero();
  }

  @Test
  void compose_isReadable_andItsRootIsReadOnly() throws Exception {
    Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(read("compose.yaml"));
    Map<String, Object> footfall = compose.get("services").get("footfall");

    assertThat(footfall).containsEntry("read_only", true).doesNotContainKey("ports");
    assertThat(footfall.get("tmpfs")).asString().contains("/tmp:exec");
    assertThat(compose.get("volumes")).containsKey("data");
    assertThat(footfall.get("volumes")).asString().contains("data:" + "/data");
    assertThat(seconds(footfall.get("stop_grace_period"))).isGreaterThan(STOP_SECONDS);
    assertThat(Path.of(RECIPES.toString(), "Caddyfile")).exists();
  }

  @Test
  void unit_isWhatSystemdUnderstands_andGivesTheServerTimeToStop() throws Exception {
    String unit = read("footfall.service");
    assertThat(unit)
        .contains("DynamicUser=yes", "StateDirectory=footfall", "ProtectSystem=strict")
        .contains("NoNewPrivileges=yes", "Restart=on-failure", "KillSignal=SIGTERM")
        .contains("SuccessExitStatus=143");
    assertThat(seconds(all("(?<=TimeoutStopSec=).*", unit).iterator().next()))
        .isGreaterThan(STOP_SECONDS);

    Path analyze = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(analyze) && Files.isExecutable(Path.of("/usr/bin/java")));
    Path out = folder.resolve("out");
    Process verify =
        new ProcessBuilder(analyze.toString(), "verify", RECIPES + "/footfall.service")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(exitCode(verify)).isZero();
    assertThat(Files.readString(out).lines().filter(line -> line.contains("footfall"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx.conf", "Caddyfile"})
  void proxy_takesPostsAsLargeAsTheServerDoes_andSpeaksToItsPort(String name) throws Exception {
    String proxy = read(name);

    assertThat(proxy).containsPattern("(client_max_body_size|max_size) 10(m|MB)\\b");
    assertThat(proxy).contains("127.0.0.1:" + ServerOptions.builder().build().port());
    assertThat(all("\\{", proxy).size()).isEqualTo(all("\\}", proxy).size());
  }

  private int shell(String command, int port, String basePath) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("shell").toFile());
    shell.environment().put("FOOTFALL_SERVER_PORT", Integer.toString(port));
    shell.environment().put("FOOTFALL_SERVER_BASE_PATH", basePath);
    return exitCode(shell.start());
  }

  private static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("does not end");
    }
    return process.exitValue();
  }

  private static int seconds(Object time) {
    return Integer.parseInt(String.valueOf(time).replaceFirst("s$", ""));
  }

  private static String instruction(String image, String name) {
    String last = image.substring(image.lastIndexOf("\n" + name + " ") + name.length() + 2);
    return last.lines().findFirst().orElseThrow();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group).toList();
  }

  private static String read(String name) throws IOException {
    return Files.readString(RECIPES.resolve(name));
  }
}

package dev.footfall.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program with the library in it, in a JVM of its own, as the build's JDK runs it by default: no
 * JVM warns of what the library or its dependencies do, such as {@code Unsafe} or native access.
 */
final class StandardErrorTest {

  @TempDir Path scratch;

  private final StandIn server = new StandIn();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void program_recordsAndWritesNothingToStandardError() throws Exception {
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    Process program = start(out, err);
    try {
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      program.destroyForcibly();
    }

    assertThat(err).content().isEmpty();
    assertThat(program.exitValue()).isZero();
    assertThat(server.stored().stream().map(r -> r.get("path").asText()))
        .as(Files.readString(out))
        .contains("/app/text", "/app/items/7", "/app/send-error", "/app/async", "/footfall-verify");
    // What the library logs is meant to be read; here it goes the other way.
    assertThat(out).content().contains("flushed: true").contains("INFO dev.footfall");
  }

  private Process start(Path out, Path err) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.slf4j.simpleLogger.logFile=System.out");
    command.add("-Dorg.slf4j.simpleLogger.log.dev.footfall=info");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(SmallApplication.class.getName());
    command.add(server.url());
    command.add(scratch.resolve("spool").toString());
    ProcessBuilder program = new ProcessBuilder(command);
    program.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return program.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }
}

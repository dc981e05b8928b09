package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/**
 * An application that is processed ahead of time, without its key, and run with what came of it.
 */
class AotTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private final StandIn standIn = new StandIn();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void application_processedAheadOfTime_recordsWithTheKeyThatItIsRunWith() throws Exception {
    process();

    String output = run(RunningApplication.KEY);

    assertThat(output).contains("answered 200 item 7");
    JsonNode seen = standIn.nextRecord();
    assertThat(seen.get("route").asText()).isEqualTo("/v1/items/{id}");
    assertThat(seen.get("user_id").asText()).isEqualTo("anna");
    assertThat(standIn.batches().get(0).get("service").asText()).isEqualTo("shop");

    output = run("");

    assertThat(output).contains("answered 200 item 7").contains(OnDestination.NO_KEY);
    assertThat(standIn.otherRecords()).isEmpty();
  }

  @Test
  void processing_leavesHintsForWhatIsReflectedUpon() throws Exception {
    process();

    try (Stream<Path> files = Files.walk(folder.resolve("resources"))) {
      String hints =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .map(AotTest::read)
              .reduce("", String::concat);
      assertThat(hints)
          .contains(
              FootfallProperties.class.getName(),
              PrincipalNoteConfigurer.class.getName(),
              BadPropertyFailureAnalyzer.class.getName());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void process() throws Exception {
    java(
        "",
        CLASS_PATH,
        List.of(),
        SpringApplicationAotProcessor.class,
        AotApplication.class.getName(),
        folder.resolve("sources").toString(),
        folder.resolve("resources").toString(),
        folder.resolve("classes").toString(),
        "dev.footfall",
        "aot-test",
        "--spring.application.name=shop");
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-cp", CLASS_PATH, "-d", folder.resolve("classes").toString()));
    try (Stream<Path> sources = Files.walk(folder.resolve("sources"))) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
  }

  private String run(String key) throws Exception {
    return java(
        key,
        String.join(
            File.pathSeparator,
            folder.resolve("classes").toString(),
            folder.resolve("resources").toString(),
            CLASS_PATH),
        List.of("-Dspring.aot.enabled=true"),
        AotApplication.class,
        "--spring.application.name=shop",
        "--footfall.server-url=" + standIn.url(),
        "--server.port=0",
        "--server.address=127.0.0.1");
  }

  private String java(
      String key, String classPath, List<String> options, Class<?> main, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("FOOTFALL_API_KEY", key);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}

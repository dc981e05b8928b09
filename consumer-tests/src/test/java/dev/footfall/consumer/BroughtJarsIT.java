package dev.footfall.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each artifact brings into an application that has nothing else: no jar comes unnoticed. */
class BroughtJarsIT {

  private static final List<String> ARTIFACTS =
      List.of(
          "footfall-core",
          "footfall-servlet-filter",
          "footfall-spring-boot-starter",
          "footfall-javalin");

  private record Jar(String group, String artifact, long bytes) {

    /** The jar at {@code …/dev/footfall/footfall-core/0.1.0/footfall-core-0.1.0.jar}. */
    static Jar at(Path repository, String file) throws IOException {
      Path path = repository.relativize(Path.of(file));
      int names = path.getNameCount();
      String group = path.subpath(0, names - 3).toString().replace(File.separatorChar, '.');
      return new Jar(group, path.getName(names - 3).toString(), Files.size(Path.of(file)));
    }

    boolean own() {
      return group.equals("dev.footfall");
    }

    /** As README's table has it. */
    String row() {
      return "| `%s:%s` | %,d |".formatted(group, artifact, Math.round(bytes / 1000.0));
    }
  }

  @Test
  void everyArtifact_bringsTheJarsOfReadmesTable() throws IOException {
    Map<String, List<Jar>> brought = new TreeMap<>();
    for (String artifact : ARTIFACTS) {
      brought.put(artifact, broughtBy(artifact));
    }
    print(brought);

    List<String> expected = readmesRows();
    assertThat(brought)
        .allSatisfy(
            (artifact, jars) ->
                assertThat(jars.stream().filter(jar -> !jar.own()).map(Jar::row))
                    .containsExactlyInAnyOrderElementsOf(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "footfall-core, footfall-core",
    "footfall-servlet-filter, footfall-servlet-filter footfall-core",
    "footfall-spring-boot-starter,"
        + " footfall-spring-boot-starter footfall-servlet-filter footfall-core",
    "footfall-javalin, footfall-javalin footfall-servlet-filter footfall-core"
  })
  void artifact_bringsTheArtifactsBelowIt(String artifact, String own) throws IOException {
    assertThat(broughtBy(artifact).stream().filter(Jar::own).map(Jar::artifact))
        .containsExactlyInAnyOrder(own.split(" "));
  }

  private static List<Jar> broughtBy(String artifact) throws IOException {
    Path repository = Path.of(System.getProperty("footfall.consumer.repository"));
    String classpath = Files.readString(Path.of("target/it/jars", artifact, "target/classpath"));
    List<Jar> jars = new ArrayList<>();
    for (String file : classpath.split(File.pathSeparator)) {
      jars.add(Jar.at(repository, file));
    }
    return jars;
  }

  private static List<String> readmesRows() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int section = readme.indexOf("### What comes with it");
    assertThat(section).as("README's section").isNotNegative();
    try (Stream<String> lines = readme.substring(section).lines()) {
      return lines
          .skip(1)
          .takeWhile(line -> !line.startsWith("#"))
          .filter(line -> line.startsWith("| `"))
          .toList();
    }
  }

  private static void print(Map<String, List<Jar>> brought) {
    brought.forEach(
        (artifact, jars) -> {
          System.out.printf("%n%s brings, in kB:%n", artifact);
          jars.forEach(jar -> System.out.println(jar.row()));
          long bytes = jars.stream().mapToLong(Jar::bytes).sum();
          System.out.printf("| all | %,d |%n", Math.round(bytes / 1000.0));
        });
  }
}

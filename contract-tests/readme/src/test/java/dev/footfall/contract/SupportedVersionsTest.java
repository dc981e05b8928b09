package dev.footfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README names each line that is tested, no other, and what does not hold on it. */
class SupportedVersionsTest {

  private static final String BEGIN = "<!-- supported versions: generated -->\n";
  private static final String END = "<!-- end of supported versions -->\n";
  private static final String WRITE =
      "mvn -q test -pl contract-tests/readme -Dfootfall.readme.write";

  private final Path repository = Path.of("../..").toAbsolutePath().normalize();
  private final Path readme = repository.resolve("README.md");

  @Test
  void readme_saysWhatIsTested() throws IOException {
    String text = Files.readString(readme);
    assertThat(text).containsSubsequence(BEGIN, END);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    String generated = table() + exemptions();
    if (System.getProperty("footfall.readme.write") != null) {
      Files.writeString(readme, text.substring(0, begin) + generated + text.substring(end));
    } else {
      assertThat(text.substring(begin, end))
          .as("README's supported versions; this writes them: " + WRITE)
          .isEqualTo(generated);
    }
  }

  /** A folder that no build enters would prove nothing. */
  @Test
  void foldersOfLines_areModules() throws IOException {
    try (Stream<Path> folders = Files.list(repository.resolve("contract-tests"))) {
      List<String> withPom =
          folders
              .filter(folder -> Files.exists(folder.resolve("pom.xml")))
              .map(folder -> "contract-tests/" + folder.getFileName())
              .toList();
      assertThat(modules()).containsExactlyInAnyOrderElementsOf(withPom);
    }
  }

  private List<String> modules() {
    return Pom.of(repository).modules().stream()
        .filter(module -> module.startsWith("contract-tests/"))
        .toList();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (String module : modules()) {
      Path folder = repository.resolve(module);
      boolean self = folder.equals(Path.of("").toAbsolutePath());
      if (!self && !Pom.of(folder).isShared()) {
        lines.add(Line.of(repository, folder));
      }
    }
    return lines;
  }

  private String table() {
    StringBuilder table = new StringBuilder();
    table.append("| line | tested version | on | adapter |\n|---|---|---|---|\n");
    for (Line line : lines()) {
      table.append(
          "| %s | %s | %s | `%s` |\n"
              .formatted(line.name(), line.version(), line.runsOn(), line.adapter()));
    }
    return table.toString();
  }

  /** Lines with the same exemptions are named together. */
  private String exemptions() {
    Map<String, List<String>> linesOf = new LinkedHashMap<>();
    for (Line line : lines()) {
      for (String sentence : line.exemptions()) {
        linesOf.computeIfAbsent(sentence, s -> new ArrayList<>()).add(line.title());
      }
    }
    Map<String, List<String>> sentencesOf = new LinkedHashMap<>();
    linesOf.forEach(
        (sentence, lines) ->
            sentencesOf
                .computeIfAbsent(String.join("; ", lines), l -> new ArrayList<>())
                .add(sentence));
    StringBuilder list = new StringBuilder();
    if (!sentencesOf.isEmpty()) {
      list.append("\nWhat does not hold everywhere:\n\n");
    }
    sentencesOf.forEach(
        (lines, sentences) -> {
          list.append("- ").append(lines).append('\n');
          sentences.forEach(sentence -> list.append("  - ").append(sentence).append('\n'));
        });
    return list.toString();
  }
}

package dev.footfall.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path ROOT = Path.of("../..");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void snippets_areExcerptsOfWhatTheBuildCompiles() throws IOException {
    List<String> snippets =
        SNIPPET
            .matcher(read(ROOT.resolve("README.md")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    List<String> sources;
    try (Stream<Path> files =
        Stream.of("core", "examples").flatMap(folder -> filesBelow(ROOT.resolve(folder)))) {
      sources = files.filter(f -> f.toString().endsWith(".java")).map(ReadmeTest::read).toList();
    }

    assertThat(snippets).hasSizeGreaterThanOrEqualTo(6);
    assertThat(snippets)
        .allSatisfy(
            snippet ->
                assertThat(sources).anySatisfy(source -> assertThat(source).contains(snippet)));
  }

  private static Stream<Path> filesBelow(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

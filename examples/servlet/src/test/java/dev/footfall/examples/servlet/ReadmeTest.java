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

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void snippets_areExcerptsOfThisExample() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    List<String> snippets =
        SNIPPET.matcher(readme).results().map((MatchResult m) -> m.group(1)).toList();
    List<String> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      sources = files.filter(f -> f.toString().endsWith(".java")).map(ReadmeTest::read).toList();
    }

    assertThat(snippets).hasSizeGreaterThanOrEqualTo(2);
    assertThat(snippets)
        .allSatisfy(
            snippet ->
                assertThat(sources).anySatisfy(source -> assertThat(source).contains(snippet)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

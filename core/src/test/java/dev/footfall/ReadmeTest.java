package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("../README.md"));
  }

  @Test
  void settings_allHaveARowInTheirOrder() {
    String table =
        readme.substring(readme.indexOf("### Settings"), readme.indexOf("### What is recorded"));
    List<String> firstCells =
        Pattern.compile("^\\|([^|]+)\\|", Pattern.MULTILINE)
            .matcher(table)
            .results()
            .flatMap(row -> Pattern.compile("`(\\w+)`").matcher(row.group(1)).results())
            .map(name -> name.group(1))
            .toList();
    assertThat(firstCells).containsSubsequence(Config.settingNames());
  }

  @Test
  void dropReasons_areAllExplained() {
    assertThat(DropReason.values())
        .allSatisfy(reason -> assertThat(readme).contains("`" + reason + "`"));
  }
}

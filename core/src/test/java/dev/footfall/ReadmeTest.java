package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("../README.md"));
  }

  @Test
  void settings_allHaveARow() {
    String table =
        readme.substring(readme.indexOf("### Settings"), readme.indexOf("### What is recorded"));
    assertThat(Settings.names()).allSatisfy(name -> assertThat(table).contains("`" + name + "`"));
  }

  @Test
  void dropReasons_areAllExplained() {
    assertThat(DropReason.values())
        .allSatisfy(reason -> assertThat(readme).contains("`" + reason + "`"));
  }
}

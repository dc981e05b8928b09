package dev.footfall.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of the public API, on a next version of core made from the sources as they are. */
class ApiCompatibilityIT {

  private static final String METHOD = "public Builder privacyLevel(int level)";

  private NextVersion next;

  @BeforeEach
  void copySources(@TempDir Path directory) throws IOException {
    next = new NextVersion(directory);
  }

  @Test
  void internalClassRemoved_passes() throws Exception {
    next.renameClass("Cidr", "AddressBlock");

    NextVersion.Outcome outcome = next.verify();

    assertThat(outcome.exitCode()).as(outcome.log()).isZero();
    assertThat(outcome.log()).contains("japicmp-maven-plugin").doesNotContain("japicmp skipped");
  }

  @Test
  void publicMethodRemoved_failsAsBinaryIncompatible() throws Exception {
    next.edit("Config", METHOD, "public Builder anotherName(int level)");

    NextVersion.Outcome outcome = next.verify();

    assertThat(outcome.exitCode()).as(outcome.log()).isNotZero();
    assertThat(outcome.log()).contains("Config$Builder.privacyLevel(int):METHOD_REMOVED");
  }

  /** What is compiled goes on to run; what calls it compiles no more. */
  @Test
  void checkedExceptionAdded_failsAsSourceIncompatible() throws Exception {
    next.edit("Config", METHOD, METHOD + " throws java.io.IOException");

    NextVersion.Outcome outcome = next.verify();

    assertThat(outcome.exitCode()).as(outcome.log()).isNotZero();
    assertThat(outcome.log())
        .contains("Config$Builder.privacyLevel(int):METHOD_NOW_THROWS_CHECKED_EXCEPTION");
  }

  @Test
  void baselineMissing_fails() throws Exception {
    NextVersion.Outcome outcome = next.baseline("98.0.0").verify();

    assertThat(outcome.exitCode()).as(outcome.log()).isNotZero();
    assertThat(outcome.log()).contains("japicmp").contains("footfall-core:jar:98.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "servlet-filter", "spring-adapter", "javalin-adapter"})
  void publishedModule_isChecked(String module) throws IOException {
    assertThat(Files.readString(Path.of("..", module, "pom.xml")))
        .contains("<artifactId>japicmp-maven-plugin</artifactId>")
        .contains("<artifactId>build-helper-maven-plugin</artifactId>");
  }
}

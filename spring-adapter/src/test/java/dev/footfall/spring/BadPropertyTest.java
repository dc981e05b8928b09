package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** A bad value keeps a real application from starting, and the report says all that is needed. */
@ExtendWith(OutputCaptureExtension.class)
class BadPropertyTest {

  private static void start(String... properties) {
    SpringApplication application =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .properties("footfall.api-key=" + RunningApplication.KEY, "spring.main.banner-mode=off")
            .build();
    String[] arguments = new String[properties.length];
    for (int i = 0; i < properties.length; i++) {
      arguments[i] = "--" + properties[i];
    }
    application.run(arguments).close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "footfall.flush-interval | 10ms | not within 100 ms | 10ms",
        "footfall.flush-interval | 5 | not within 100 ms | 5ms",
        "footfall.flush-interval | soon | Duration | soon",
        "footfall.max-queued | 0 | < 1 | 0",
        "footfall.max-queued | many | Integer | many",
        "footfall.sample-rate | 2 | not within | 2",
        "footfall.privacy-level | 3 | not 0, 1 or 2 | 3",
        "footfall.privacy-level | some | NO_ADDRESS_STORED | some",
        "footfall.max-buffered-bytes | 1KB | < 100000 | 1024",
        "footfall.include | BODY | Extra | BODY",
        "footfall.server-url | nowhere | no http or https URL | nowhere",
        "footfall.enabled | perhaps | Boolean | perhaps",
      })
  void start_whenAValueIsBad_failsWithPropertyRuleAndValue(
      String property, String value, String rule, String quoted, CapturedOutput output) {
    assertThatThrownBy(() -> start(property + "=" + value)).isInstanceOf(Exception.class);

    assertThat(output.getAll()).contains("APPLICATION FAILED TO START");
    assertThat(output.getAll().replaceAll("(?s).*APPLICATION FAILED TO START", ""))
        .contains(property)
        .containsIgnoringCase(rule)
        .contains(quoted)
        .doesNotContain(RunningApplication.KEY);
  }

  @Test
  void start_whenTheKeyIsBad_failsAndDoesNotSayTheKey(CapturedOutput output) {
    assertThatThrownBy(() -> start("footfall.api-key=my sécret")).isInstanceOf(Exception.class);

    assertThat(output.getAll()).contains("footfall.api-key").doesNotContain("sécret");
  }

  @Test
  void start_whenTheSecretIsBlank_failsInsteadOfSendingUserIdsAsTheyAre(CapturedOutput output) {
    assertThatThrownBy(() -> start("footfall.hash-user-ids= ")).isInstanceOf(Exception.class);

    assertThat(output.getAll()).contains("footfall.hash-user-ids", "blank");
  }

  @EnableAutoConfiguration
  @Configuration(proxyBeanMethods = false)
  static class Application {}
}

package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private static Duration retryAfter(String... headers) {
    return Answer.retryAfter(Headers.of(headers), NOW);
  }

  @Test
  void retryAfter_readsSecondsAndDates() {
    assertThat(Answer.retryAfter("120", NOW)).isEqualTo(Duration.ofSeconds(120));
    assertThat(Answer.retryAfter("Sat, 21 Nov 2026 10:01:00 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(Answer.retryAfter("Sat, 21 Nov 2026 09:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
    assertThat(Answer.retryAfter("soon", NOW)).isNull();
    assertThat(Answer.retryAfter("-1", NOW)).isNull();
    assertThat(Answer.retryAfter((String) null, NOW)).isNull();
  }

  @Test
  void retryAfter_countsADateFromTheAnswersOwn() {
    String inAMinute = "Sat, 21 Nov 2026 12:01:00 GMT";

    assertThat(retryAfter("Retry-After", inAMinute, "Date", "Sat, 21 Nov 2026 12:00:00 GMT"))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(retryAfter("Retry-After", inAMinute, "Date", "Sat, 21 Nov 2026 12:02:00 GMT"))
        .isEqualTo(Duration.ZERO);
    // The client's clock is two hours late here; an hour is the most that is waited.
    assertThat(retryAfter("Retry-After", inAMinute)).isEqualTo(Duration.ofHours(1));
    assertThat(retryAfter("Retry-After", inAMinute, "Date", "today"))
        .isEqualTo(Duration.ofHours(1));
    assertThat(retryAfter("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"))
        .isEqualTo(Duration.ofHours(1));
    assertThat(retryAfter("Retry-After", "999999999")).isEqualTo(Duration.ofHours(1));
    assertThat(retryAfter("Retry-After", "7", "Date", "Sat, 21 Nov 2026 12:00:00 GMT"))
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(retryAfter()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 30, 30", "00, 30, 30", "0, 0, 0", "0, 3600, 3600", "0, 86400, 3600"})
  void retryAfter_whenNothingRemains_isTheReset(String remaining, String reset, long seconds) {
    assertThat(retryAfter("RateLimit-Remaining", remaining, "RateLimit-Reset", reset))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"1, 30", "0, soon", "-1, 30", "none, 30", "0, 1795255200", "0, -5", "0, 1.5"})
  void retryAfter_whenSomethingRemainsOrTheResetIsNoSeconds_isNone(String remaining, String reset) {
    assertThat(retryAfter("RateLimit-Remaining", remaining, "RateLimit-Reset", reset)).isNull();
  }

  @Test
  void retryAfter_whenHalfOfTheFieldsIsThere_isNone() {
    assertThat(retryAfter("RateLimit-Remaining", "0")).isNull();
    assertThat(retryAfter("RateLimit-Reset", "30")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"default\";r=0;t=30 | 30",
        "\"default\" ; t=30 ; r=0 | 30",
        "default;r=0;t=30;pk=:c2VjcmV0: | 30",
        "\"a, b;r=5;t=1\";r=0;t=30 | 30",
        "\"a\\\"b\";r=0;t=30 | 30",
        "\"burst\";r=0;t=5, \"day\";r=0;t=600, \"hour\";r=9;t=3000 | 600",
        "\"day\";r=0;t=86400 | 3600",
      })
  void retryAfter_readsTheStructuredField(String value, long seconds) {
    assertThat(retryAfter("RateLimit", value)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"default\";r=1;t=30",
        "\"default\";r=10;t=30",
        "\"default\";r=0",
        "\"default\";t=30",
        "\"default\";r=0;t=1795255200",
        "\"r=0;t=30\"",
        "\";r=0;t=30;\"",
        "\"default\";xr=0;xt=30",
        "limit=100, remaining=0, reset=30",
        "",
      })
  void retryAfter_whenTheStructuredFieldHasNoPause_isNone(String value) {
    assertThat(retryAfter("RateLimit", value)).isNull();
  }

  @Test
  void retryAfter_ofSeveralHeaders_isTheLongest() {
    assertThat(retryAfter("Retry-After", "5", "RateLimit", "\"default\";r=0;t=30"))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(retryAfter("Retry-After", "50", "RateLimit", "\"default\";r=0;t=30"))
        .isEqualTo(Duration.ofSeconds(50));
    assertThat(
            retryAfter(
                "RateLimit", "\"a\";r=0;t=7",
                "RateLimit", "\"b\";r=0;t=8",
                "RateLimit-Remaining", "0",
                "RateLimit-Reset", "6"))
        .isEqualTo(Duration.ofSeconds(8));
  }
}

package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "201 | {\"message\":\"API requests logged successfully.\",\"status\":201} | DELIVERED",
        "200 | {\"status\":201} | DELIVERED",
        "200 | {\"status\":200} | HOPELESS",
        "200 | <html>welcome</html> | HOPELESS",
        "201 | {\"status\":201 | HOPELESS",
        "204 | '' | HOPELESS",
        "301 | '' | HOPELESS",
        "400 | {\"message\":\"Unsupported API framework.\",\"status\":400} | UNKNOWN_FRAMEWORK",
        "400 | {\"message\":\"Invalid data.\",\"status\":400} | BAD_DATA",
        "400 | {\"message\":\"Invalid request data.\",\"status\":400} | BAD_DATA",
        "400 | {\"message\":\"API key requied.\",\"status\":400} | HOPELESS",
        "400 | '' | HOPELESS",
        "401 | {\"status\":401} | HOPELESS",
        "403 | '' | HOPELESS",
        "404 | '' | HOPELESS",
        "405 | '' | HOPELESS",
        "410 | '' | HOPELESS",
        "418 | '' | HOPELESS",
        "408 | '' | LATER",
        "425 | '' | LATER",
        "429 | {\"message\":\"Too many requests.\"} | LATER",
        "500 | '' | LATER",
        "503 | <html>busy</html> | LATER",
        "413 | '' | TOO_BIG",
      })
  void of_classifiesEachAnswer(int status, String body, Verdict.Kind kind) {
    assertThat(Verdict.of(FakeTransport.hosted(status, body)).kind()).isEqualTo(kind);
  }

  @Test
  void of_whenThereWasNoAnswer_isLater() {
    assertThat(Verdict.of(Answer.failed(new IOException("reset"))).kind())
        .isEqualTo(Verdict.Kind.LATER);
  }

  @Test
  void of_whenSomeWereRejected_countsThem() {
    String some =
        "{\"status\":201,\"accepted\":1,\"rejected\":[{\"index\":7,\"field\":\"status\"},{}]}";
    String all = "{\"status\":400,\"message\":\"no\",\"rejected\":[{\"index\":0}]}";
    String many = "{\"status\":201,\"rejected_count\":5000,\"rejected\":[{}]}";

    assertThat(Verdict.of(FakeTransport.hosted(201, some)).rejected()).isEqualTo(2);
    assertThat(Verdict.of(FakeTransport.hosted(400, all)).kind()).isEqualTo(Verdict.Kind.DELIVERED);
    assertThat(Verdict.of(FakeTransport.hosted(400, all)).rejected()).isEqualTo(1);
    assertThat(Verdict.of(FakeTransport.hosted(201, many)).rejected()).isEqualTo(5_000);
  }

  @Test
  void retryAfter_readsSecondsAndDates() {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");

    assertThat(Answer.retryAfter("120", now)).isEqualTo(Duration.ofSeconds(120));
    assertThat(Answer.retryAfter("Sat, 21 Nov 2026 10:01:00 GMT", now))
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(Answer.retryAfter("Sat, 21 Nov 2026 09:00:00 GMT", now)).isEqualTo(Duration.ZERO);
    assertThat(Answer.retryAfter("soon", now)).isNull();
    assertThat(Answer.retryAfter(null, now)).isNull();
  }
}

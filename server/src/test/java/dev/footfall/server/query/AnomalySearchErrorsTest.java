package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a question is told with the path of the field to blame. */
class AnomalySearchErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metric | must be text | {'metric':1}",
        "metric | known are server_error_rate | {'metric':'requests'}",
        "metrics | known are from | {'metrics':['error_rate']}",
        "limit | within 1…50 | {'limit':51}",
        "limit | within 1…50 | {'limit':0}",
        "budget_ms | within 1…30000 | {'budget_ms':0}",
        "id | A-Z | {'id':'a/b'}",
        "filters[0].field | unknown | {'filters':[{'field':'x'}]}",
        "to | later than from | {'from':'2026-01-02','to':'2026-01-01'}",
      })
  void aMistake_isNamed(String field, String reason, String body) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> AnomalySearchReader.read(new ByteArrayInputStream(bytes)));

    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.reason()).contains(reason);
  }
}

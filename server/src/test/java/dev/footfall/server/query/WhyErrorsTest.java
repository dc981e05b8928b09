package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a question is told with the path of the field to blame. */
class WhyErrorsTest {
  private static Why read(String body) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return WhyReader.read(new ByteArrayInputStream(bytes));
  }

  private static Refusal refusal(String body) {
    Throwable thrown = catchThrowable(() -> read(body));
    assertThat(thrown).as(body).isInstanceOf(Refusal.class);
    return (Refusal) thrown;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "metric | is missing | {}",
        "metric | must be text | {'metric':['requests']}",
        "metric | unknown | {'metric':'p98'}",
        "metric | one record alone | {'metric':'max'}",
        "metric | one record alone | {'metric':'last_seen'}",
        "metrics | known are from | {'metric':'requests','metrics':['requests']}",
        "compare | previous_period, previous_year | {'metric':'users','compare':'never'}",
        "compare | must be text | {'metric':'users','compare':7}",
        "compare | must be text | {'metric':'users','compare':[]}",
        "compare.from | is missing | {'metric':'users','compare':{}}",
        "compare.to | is missing | {'metric':'users','compare':{'from':'2026-01-01'}}",
        "compare.to | later than from |"
            + " {'metric':'users','compare':{'from':'2026-01-02','to':'2026-01-02'}}",
        "compare.zone | known are from, to | {'metric':'users','compare':{'zone':'UTC'}}",
        "dimensions | list of 1 to 17 | {'metric':'mean','dimensions':[]}",
        "dimensions | list of 1 to 17 | {'metric':'mean','dimensions':'route'}",
        "dimensions[0] | unknown | {'metric':'mean','dimensions':['path']}",
        "dimensions[0] | unknown | {'metric':'mean','dimensions':['time:1d']}",
        "dimensions[1] | given twice | {'metric':'mean','dimensions':['route','route']}",
        "dimensions[1] | number of users | {'metric':'users','dimensions':['route','user']}",
        "limit | within 1…100 | {'metric':'mean','limit':101}",
        "budget_ms | within 1…30000 | {'metric':'mean','budget_ms':0}",
        "id | A-Z | {'metric':'mean','id':'a/b'}",
        "filters[0].field | unknown | {'metric':'mean','filters':[{'field':'x'}]}",
        "to | later than from | {'metric':'mean','from':'2026-01-02','to':'2026-01-01'}",
      })
  void aMistake_isNamed(String field, String reason, String body) {
    Refusal refusal = refusal(body);

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.reason()).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{", "{} {}"})
  void aBodyThatIsNoObject_isRefused(String body) {
    assertThat(refusal(body).status()).isEqualTo(400);
  }

  @Test
  void aPeriodOfItsOwn_isReadInTheZone() {
    Why why =
        read(
            "{'metric':'p95','zone':'+02:00','compare':{'from':'2026-01-01','to':'2026-01-02'},"
                + "'dimensions':['version','route']}");

    assertThat(why.former()).isNotNull();
    assertThat(why.former().from()).hasToString("2025-12-31T22:00:00Z");
    assertThat(why.former().to()).hasToString("2026-01-01T22:00:00Z");
    assertThat(why.fields()).containsExactly(Field.VERSION, Field.ROUTE);
  }

  @Test
  void users_areNotExplainedByUser() {
    assertThat(read("{'metric':'users'}").fields()).doesNotContain(Field.USER).hasSize(16);
    assertThat(read("{'metric':'requests'}").fields()).contains(Field.USER).hasSize(17);
  }
}

package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  private final JsonBytes json = new JsonBytes();

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, 99, 100, 32_767, 1_000_000, Long.MAX_VALUE})
  void add_writesNumbers(long number) {
    assertThat(json.add(number)).hasToString(Long.toString(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999Z",
        "2024-02-29T00:00:00.001Z",
        "2026-11-20T22:07:09.120Z",
        "2026-12-31T23:59:59.999Z"
      })
  void addTime_writesWhatInstantReads(String time) {
    json.addTime(0);
    json.clear();

    assertThat(json.addTime(Instant.parse(time).toEpochMilli())).hasToString(time);
  }

  @Test
  void add_growsAndForgets() {
    byte[] piece = JsonBytes.utf8("ä".repeat(300_000));
    json.add(piece).add(piece);
    assertThat(json.length()).isEqualTo(1_200_000);

    json.clear();
    assertThat(json.add(7)).hasToString("7");
  }
}

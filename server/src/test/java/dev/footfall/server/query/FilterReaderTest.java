package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.refusal.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterReaderTest {

  private static Filter read(Map<String, String> parameters) {
    return FilterReader.read(parameters::get);
  }

  @Test
  void filter_ofNothing_holdsForAll() {
    assertThat(read(Map.of()))
        .isEqualTo(
            new Filter(null, null, ZoneOffset.UTC, Condition.ALWAYS, UserBy.ID_OR_ADDRESS, false));
  }

  @Test
  void filter_ofAll_isRead() {
    Filter filter =
        read(
            Map.of(
                "from", "2026-11-13",
                "to", "2026-11-20T00:00:00Z",
                "zone", "Asia/Kolkata",
                "search", "x",
                "filters", "[{\"field\":\"status\",\"op\":\"is\",\"value\":\"5xx\"}]",
                "users", "id_and_address",
                "without_query_strings", "true"));
    assertThat(filter)
        .isEqualTo(
            new Filter(
                Instant.parse("2026-11-12T18:30:00Z"),
                Instant.parse("2026-11-20T00:00:00Z"),
                ZoneId.of("Asia/Kolkata"),
                new Condition.And(
                    List.of(
                        new Condition.OfText(Field.STATUS_CLASS, Operator.IS, List.of("5xx")),
                        new Condition.Word("x"))),
                UserBy.ID_AND_ADDRESS,
                true));
    assertThat(FilterReader.NAMES)
        .containsExactly(
            "from", "to", "zone", "search", "filters", "users", "without_query_strings");
  }

  @Test
  void withoutQueryStrings_false_isFalse() {
    assertThat(read(Map.of("without_query_strings", "false")).withoutQueryStrings()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"zone, ' 05:30'", "from, 2026-11-20T00:00:00 01:00", "to, 2026-11-20 00:00"})
  void blank_isToldToBeAPlusInAUrl(String name, String text) {
    assertThatThrownBy(() -> read(Map.of(name, text)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(name + " ")
        .hasMessageContaining("%2B");
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday, from",
    "to, 2026, to",
    "zone, Mars/Olympus, zone",
    "search, foo:bar, search",
    "search, \ud800, search",
    "filters, '', filters",
    "filters, {}, filters",
    "filters, '\"x\"', filters",
    "filters, [{], filters[0]",
    "filters, '[{\"op\":1,\"op\":2}]', filters[0].op",
    "filters, [[[[[[[[[[[[[[[[, filters[0][0][0][0][0][0][0][0][0][0][0]",
    "users, nobody, users",
    "without_query_strings, yes, without_query_strings",
    "without_query_strings, '', without_query_strings"
  })
  void parameter_thatIsWrong_isRefused(String name, String text, String field) {
    assertThatThrownBy(() -> read(Map.of(name, text)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(400);
              assertThat(refusal.field()).isEqualTo(field);
            });
  }
}

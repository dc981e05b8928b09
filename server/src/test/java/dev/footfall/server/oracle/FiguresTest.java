package dev.footfall.server.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures worked out on paper. */
class FiguresTest {
  private final List<Request> group = new ArrayList<>();

  @Test
  void percentiles_lieBetweenTheClosestRanks() {
    for (int micros : new int[] {1000, 2000, 3000, 4000, 10_001}) {
      group.add(request(200, micros, 1, null, null));
    }
    assertThat(figure("p50")).isEqualTo(new BigDecimal("3.000"));
    // rank 3.6: 4 + 0.6 · 6.001
    assertThat(figure("p90")).isEqualTo(new BigDecimal("7.601"));
    assertThat(figure("mean")).isEqualTo(new BigDecimal("4.000"));
    group.remove(0);
    assertThat(figure("p50")).isNull();
    assertThat(figure("min")).isEqualTo(new BigDecimal("2.000"));
    assertThat(figure("max")).isEqualTo(new BigDecimal("10.001"));
  }

  @Test
  void percentile_halfwayBetweenTwoRoundings_mayBeEither() {
    for (int micros : new int[] {1, 1, 2, 2, 3, 4}) {
      group.add(request(200, micros * 1001, 1, null, null));
    }
    group.add(request(200, 5005, 1, null, null));
    group.add(request(200, 7006, 1, null, null));
    // rank 3.5: 2.002 + 0.5 · 1.001
    assertThat(figure("p50"))
        .isEqualTo(
            new Near(new BigDecimal("2.503"), new BigDecimal("2.502"), new BigDecimal("2.503")));
  }

  @Test
  void shares_areOfTheWeights() {
    group.add(request(200, 1000, 2.5, null, null));
    group.add(request(301, 2000, 1, null, null));
    group.add(request(404, 3000, 1, null, null));
    group.add(request(500, 4000, 2, null, null));
    assertThat(figure("requests")).isEqualTo(new BigDecimal("7"));
    assertThat(figure("success_rate")).isEqualTo(new BigDecimal("53.8"));
    assertThat(figure("error_rate")).isEqualTo(new BigDecimal("46.2"));
    assertThat(figure("client_error_rate")).isEqualTo(new BigDecimal("15.4"));
    assertThat(figure("server_error_rate")).isEqualTo(new BigDecimal("30.8"));
    // 15.5 / 6.5
    assertThat(figure("mean")).isEqualTo(new BigDecimal("2.385"));
  }

  @Test
  void users_areWhatTheQuestionSays() {
    group.add(request(200, 0, 1, "ada", "10.0.0.1"));
    group.add(request(200, 0, 1, "ada", "10.0.0.2"));
    group.add(request(200, 0, 1, "bob", "10.0.0.1"));
    group.add(request(200, 0, 1, null, "10.0.0.1"));
    group.add(request(200, 0, 1, "eve", null));
    group.add(request(200, 0, 1, null, null));
    assertThat(Arrays.asList(users("id_or_address"), users("id_and_address"), users("address")))
        .containsExactly(4L, 5L, 2L);
    assertThat(new Figures(group, view("address")).withoutUser()).isEqualTo(2);
  }

  @Test
  void nothing_hasNoRates() {
    assertThat(figure("requests")).isEqualTo(BigDecimal.ZERO);
    for (String metric : new String[] {"success_rate", "mean", "max", "p50", "first_seen"}) {
      assertThat(figure(metric)).isNull();
    }
    assertThat(figure("sum:request_bytes")).isNull();
  }

  @Test
  void pattern_isOfCharactersNotOfChars() {
    assertThat(Glob.matches("a?c*", "a\uD83D\uDE00c")).isTrue();
    assertThat(Glob.matches("a\\*?", "a*b")).isTrue();
    assertThat(Glob.matches("a\\*?", "axb")).isFalse();
    assertThat(Glob.matches("*b*d", "abcd")).isTrue();
    assertThat(Glob.matches("*b*d", "abcde")).isFalse();
  }

  private Object figure(String metric) {
    return new Figures(group, view("id_or_address")).of(metric);
  }

  private long users(String users) {
    return ((BigDecimal) new Figures(group, view(users)).of("users")).longValueExact();
  }

  private static View view(String users) {
    return new View(ZoneOffset.UTC, users, false);
  }

  private static Request request(
      int status, long micros, double weight, String user, String address) {
    ObjectNode log = JsonNodeFactory.instance.objectNode();
    log.put("id", 1).put("created_at", "2026-11-20T00:00:00Z").put("status", status);
    log.put("response_time_us", micros).put("weight", weight).put("privacy_level", 0);
    log.putNull("request_bytes").putNull("response_bytes");
    return Request.ofLog(log.put("user_id", user).put("ip_address", address));
  }
}

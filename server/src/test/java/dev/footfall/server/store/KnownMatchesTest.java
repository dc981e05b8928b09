package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Operator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownMatchesTest {
  private static final int PROJECT = 7;
  private static final Filter ALL = Filter.locked(Condition.ALWAYS);
  private static final List<Metric> REQUESTS = List.of(Metric.of(Metric.Kind.REQUESTS));

  private final Revisions revisions = new Revisions(Clock.systemUTC());
  private final KnownMatches known = revisions.matches();
  private int asked;

  @Test
  void same_isAskedOnce() {
    assertThat(matches(ALL, REQUESTS)).isEqualTo(1);
    assertThat(matches(ALL, REQUESTS)).isEqualTo(1);
    assertThat(matches(Filter.locked(Condition.ALWAYS), List.of())).as("equal one").isEqualTo(1);
  }

  @Test
  void other_isAskedAnew() {
    matches(ALL, REQUESTS);

    assertThat(matches(ALL, List.of(Metric.of(Metric.Kind.P95)))).isEqualTo(2);
    assertThat(matches(ALL, List.of(Metric.of(Metric.Kind.USERS)))).isEqualTo(3);
    assertThat(matches(ALL.where(methodIs("GET")), REQUESTS)).isEqualTo(4);
    assertThat(matches(ALL.where(methodIs("PUT")), REQUESTS)).isEqualTo(5);
    assertThat(matches(ALL.lockedBy(methodIs("GET")), REQUESTS)).isEqualTo(6);
    assertThat(matches(PROJECT + 1, ALL, REQUESTS)).isEqualTo(7);
  }

  @Test
  void whatACommitChanged_isAskedAnew() {
    matches(ALL, REQUESTS);

    revisions.cameEvents(PROJECT);
    revisions.cameRequests(PROJECT + 1, new Extent(1, 2));
    assertThat(matches(ALL, REQUESTS)).as("not of these requests").isEqualTo(1);
    revisions.cameRequests(PROJECT, new Extent(1, 2));
    assertThat(matches(ALL, REQUESTS)).isEqualTo(2);
    revisions.changed(PROJECT, RecordKind.EVENT);
    assertThat(matches(ALL, REQUESTS)).isEqualTo(2);
    revisions.changed(PROJECT, RecordKind.REQUEST);
    assertThat(matches(ALL, REQUESTS)).isEqualTo(3);
    revisions.changedAll();
    assertThat(matches(ALL, REQUESTS)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 999, false",
    "0, 1000, true",
    "1500, 1500, true",
    "0, 9000, true",
    "2000, 9000, true",
    "2001, 9000, false"
  })
  void whatCameOutsideOfThePeriod_changesNothing(long first, long last, boolean changed) {
    Filter period = ALL.over(Instant.ofEpochMilli(1), Instant.ofEpochMilli(2));
    matches(period, REQUESTS);

    revisions.cameRequests(PROJECT, new Extent(first, last));

    assertThat(matches(period, REQUESTS)).isEqualTo(changed ? 2 : 1);
  }

  /** Whoever asked before may not have seen what was committed meanwhile. */
  @Test
  void whatACommitOvertook_isNotKept() {
    known.of(
        PROJECT,
        ALL,
        REQUESTS,
        () -> {
          revisions.cameRequests(PROJECT, new Extent(1, 2));
          return new Matches(100, false, 0, 0);
        });

    assertThat(matches(ALL, REQUESTS)).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeRead_isAskedAnew() {
    assertThatThrownBy(
            () ->
                known.of(
                    PROJECT,
                    ALL,
                    REQUESTS,
                    () -> {
                      throw new StoreException("no disk");
                    }))
        .isInstanceOf(StoreException.class);

    assertThat(matches(ALL, REQUESTS)).isEqualTo(1);
  }

  @Test
  void ofMany_onlyTheNewestAreKept() {
    for (int i = 1; i <= 65; i++) {
      assertThat(matches(ALL.where(methodIs("M" + i)), REQUESTS)).isEqualTo(i);
    }

    assertThat(matches(ALL.where(methodIs("M2")), REQUESTS)).isEqualTo(2);
    assertThat(matches(ALL.where(methodIs("M1")), REQUESTS)).isEqualTo(66);
  }

  private static Condition methodIs(String method) {
    return new Condition.OfText(Field.METHOD, Operator.IS, List.of(method));
  }

  /** How many records match: as many as times it was asked. */
  private long matches(Filter filter, List<Metric> metrics) {
    return matches(PROJECT, filter, metrics);
  }

  private long matches(int project, Filter filter, List<Metric> metrics) {
    return known.of(project, filter, metrics, () -> new Matches(++asked, false, 0, 0)).records();
  }
}

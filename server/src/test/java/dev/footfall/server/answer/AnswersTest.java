package dev.footfall.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.QueryReader;
import dev.footfall.server.store.GroupRow;
import dev.footfall.server.store.Grouping;
import dev.footfall.server.store.Grouping.Percentiles;
import dev.footfall.server.store.Interruption;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.MemoryException;
import dev.footfall.server.store.Store;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class AnswersTest {
  private static final Query QUERY = query("\"metrics\":[\"requests\",\"p95\"],\"totals\":true");
  private static final Metric P95 = Metric.of(Metric.Kind.P95);

  @Test
  void memory_thatDoesNotSuffice_makesEstimates() {
    Answer answer =
        answer(
            grouping -> {
              if (grouping.precision().percentiles() != Percentiles.DIGEST) {
                throw new MemoryException(new IllegalStateException("a test"));
              }
              return List.of(new GroupRow(List.of(), List.of(9L, 1500L), 9));
            });

    assertThat(answer.main().rows().toString()).isEqualTo("[[9, 1.5]]");
    assertThat(answer.columns().get(0).exactness().rows()).isTrue();
    Column.Exactness percentile = answer.columns().get(1).exactness();
    assertThat(percentile.rows()).isFalse();
    assertThat(percentile.total()).isFalse();
    assertThat(percentile.note()).contains("--memory");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 4000000, ALL_VALUES",
    "'', 4000001, SAMPLE",
    "'', 256000000, SAMPLE",
    "'', 256000016, DIGEST",
    "'\"dimensions\":[\"route\"]', 4000000, ALL_VALUES",
    "'\"dimensions\":[\"route\"]', 4000001, SAMPLE",
    "'\"dimensions\":[\"route\"],\"order\":[{\"by\":\"p95\"}]', 16000000, ALL_VALUES",
    "'\"dimensions\":[\"route\"],\"order\":[{\"by\":\"p95\"}]', 16000001, DIGEST",
    "'\"dimensions\":[\"time:1h\"]', 16000000, ALL_VALUES",
    "'\"dimensions\":[\"time:1h\"]', 16000001, DIGEST",
  })
  void percentiles_ofManyRecords_areEstimated(String by, long records, Percentiles expected) {
    List<Percentiles> asked = new ArrayList<>();
    Answer answer =
        answer(
            query("\"metrics\":[\"requests\",\"p95\"]" + (by.isEmpty() ? "" : "," + by)),
            records,
            grouping -> {
              if (grouping.metrics().contains(P95)) {
                asked.add(grouping.precision().percentiles());
              }
              Object key = by.contains("time") ? 1_793_577_600L : "GET /items";
              return List.of(group(by.isEmpty() ? null : key, grouping, 10_000));
            });

    assertThat(asked).containsOnly(expected);
    Column.Exactness percentile = answer.columns().get(answer.columns().size() - 1).exactness();
    assertThat(percentile.rows()).isEqualTo(expected == Percentiles.ALL_VALUES);
    switch (expected) {
      case ALL_VALUES -> assertThat(percentile.note()).isNull();
      case SAMPLE -> assertThat(percentile.note()).contains("16th").contains("4,000,000");
      case DIGEST -> assertThat(percentile.note()).contains("t-digest").contains("16,000,000");
    }
  }

  @Test
  void percentiles_ofGroupsTooSmallForASample_areOfAllTheirValues() {
    Answer answer =
        answer(
            query("\"metrics\":[\"requests\",\"p95\"],\"dimensions\":[\"route\"]"),
            5_000_000,
            grouping -> {
              if (grouping.precision().percentiles() == Percentiles.ALL_VALUES
                  && grouping.metrics().contains(P95)) {
                assertThat(grouping.among()).containsExactly(List.of("GET /seldom"));
                return List.of(new GroupRow(List.of("GET /seldom"), List.of(2000L), 4095));
              }
              return List.of(
                  group("GET /often", grouping, 4096), group("GET /seldom", grouping, 4095));
            });

    assertThat(answer.main().rows().toString())
        .isEqualTo("[[GET /often, 4096, 1.5], [GET /seldom, 4095, 2]]");
  }

  @Test
  void queriesThatWait_makeTotalsEstimates() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Store store =
        store(
            3_000_000,
            (grouping, interruption) -> {
              await(open);
              return List.of(group(null, grouping, 3_000_000));
            });
    try (Answers answers = new Answers(store, Clock.systemUTC())) {
      Query query = query("\"metrics\":[\"users\",\"p95\"]");
      List<CompletableFuture<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        asked.add(
            CompletableFuture.supplyAsync(
                () -> answers.answer(1, query), work -> new Thread(work).start()));
      }
      while (answers.counts().waiting().get("heavy") < 10) {
        Thread.onSpinWait();
      }
      open.countDown();

      List<Column.Exactness> users =
          asked.stream().map(answer -> answer.join().columns().get(0).exactness()).toList();
      // the first two and the last few had nobody, or not many, behind them
      assertThat(users.stream().filter(Column.Exactness::rows)).hasSizeBetween(2, 8);
      assertThat(users)
          .filteredOn(exactness -> !exactness.rows())
          .allSatisfy(exactness -> assertThat(exactness.note()).contains("wait"));
    }
  }

  @Test
  void memory_thatNeverSuffices_isSaid() {
    assertThatThrownBy(
            () ->
                answer(
                    grouping -> {
                      throw new MemoryException(new IllegalStateException("a test"));
                    }))
        .isInstanceOf(Unanswered.class)
        .hasMessageContaining("--memory")
        .hasMessageContaining("Narrow the period");
  }

  @Test
  void close_stopsWhatRuns_andLetsNothingBegin() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Answers answers =
        new Answers(
            store(
                (grouping, interruption) -> {
                  begun.countDown();
                  while (!interruption.isStopped()) {
                    Thread.onSpinWait();
                  }
                  return List.of(new GroupRow(List.of(), List.of(9L, 1500L), 9));
                }),
            Clock.systemUTC());
    CompletableFuture<Answer> asked =
        CompletableFuture.supplyAsync(
            () -> answers.answer(1, QUERY), work -> new Thread(work).start());
    begun.await();

    answers.close();

    assertThat(asked)
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withMessageContaining("The server is stopping");
    assertThatThrownBy(() -> answers.answer(1, QUERY))
        .isInstanceOf(Unanswered.class)
        .hasMessage("The server is stopping.");
  }

  private static Answer answer(Function<Grouping, List<GroupRow>> groups) {
    return answer(QUERY, 9, groups);
  }

  private static Answer answer(
      Query query, long records, Function<Grouping, List<GroupRow>> groups) {
    Store store = store(records, (grouping, interruption) -> groups.apply(grouping));
    try (Answers answers = new Answers(store, Clock.systemUTC())) {
      return answers.answer(1, query);
    }
  }

  /** A group of so many requests, by as many users, with a p95 of 1.5 ms. */
  private static GroupRow group(@Nullable Object key, Grouping grouping, long records) {
    List<@Nullable Number> figures = new ArrayList<>();
    for (Metric metric : grouping.metrics()) {
      figures.add(metric.equals(P95) ? 1500L : records);
    }
    List<@Nullable Object> keys = new ArrayList<>();
    if (key != null) {
      keys.add(key);
    }
    return new GroupRow(keys, figures, records);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Query query(String members) {
    return QueryReader.read(
        new ByteArrayInputStream(
            ("{\"from\":\"2026-11-02\",\"to\":\"2026-11-03\"," + members + "}")
                .getBytes(StandardCharsets.UTF_8)));
  }

  private static Store store(BiFunction<Grouping, Interruption, List<GroupRow>> groups) {
    return store(9, groups);
  }

  private static Store store(
      long records, BiFunction<Grouping, Interruption, List<GroupRow>> groups) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "matches" -> new Matches(records, false, 0, 0);
                  case "groups" ->
                      groups.apply((Grouping) arguments[1], (Interruption) arguments[2]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}

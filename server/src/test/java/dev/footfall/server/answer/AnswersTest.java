package dev.footfall.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.query.Query;
import dev.footfall.server.query.QueryReader;
import dev.footfall.server.store.GroupRow;
import dev.footfall.server.store.Grouping;
import dev.footfall.server.store.Interruption;
import dev.footfall.server.store.Matches;
import dev.footfall.server.store.MemoryException;
import dev.footfall.server.store.Store;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnswersTest {
  private static final Query QUERY =
      QueryReader.read(
          new ByteArrayInputStream(
              """
              {"from":"2026-11-02","to":"2026-11-03","metrics":["requests","p95"],"totals":true}
              """
                  .getBytes(StandardCharsets.UTF_8)));

  @Test
  void memory_thatDoesNotSuffice_makesEstimates() {
    Answer answer =
        answer(
            grouping -> {
              if (!grouping.precision().estimatePercentiles()) {
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

  @Test
  void percentiles_ofTooManyRecords_areEstimated() {
    boolean[] estimated = new boolean[1];
    Function<Grouping, List<GroupRow>> groups =
        grouping -> {
          estimated[0] = grouping.precision().estimatePercentiles();
          return List.of(new GroupRow(List.of(), List.of(9L, 1500L), 9));
        };

    Column.Exactness few = answer(16_000_000, groups).columns().get(1).exactness();
    assertThat(estimated[0]).isFalse();
    assertThat(few.rows()).isTrue();

    Column.Exactness many = answer(16_000_001, groups).columns().get(1).exactness();
    assertThat(estimated[0]).isTrue();
    assertThat(many.rows()).isFalse();
    assertThat(many.total()).isFalse();
    assertThat(many.note()).contains("16,000,000");
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
    return answer(9, groups);
  }

  private static Answer answer(long records, Function<Grouping, List<GroupRow>> groups) {
    Store store = store(records, (grouping, interruption) -> groups.apply(grouping));
    try (Answers answers = new Answers(store, Clock.systemUTC())) {
      return answers.answer(1, QUERY);
    }
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

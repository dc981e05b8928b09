package dev.footfall.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Batch;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.DuckStore;
import dev.footfall.server.store.Forgetting.Forgotten;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Origin;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestPage;
import dev.footfall.server.store.RequestRow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run leaves of a project that decides for itself, beside one that does not. */
@Timeout(120)
class ProjectRetentionTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final RetentionRules NO_RULES = new RetentionRules(null, null, false);

  @TempDir Path folder;

  private final TestTime time = new TestTime(Instant.now().truncatedTo(ChronoUnit.DAYS));
  private DuckStore store;
  private Caller owner;
  private Caller other;

  @BeforeEach
  void open() {
    store = DuckStore.open(folder.resolve("file"), "64MB");
    owner = project();
    other = project();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void age_isTheProjectsOwn_whereThatIsLess() throws Exception {
    Instant now = time.instant();
    for (Caller each : List.of(owner, other)) {
      post(each, now.minus(DAY.multipliedBy(29)), now.minus(DAY.multipliedBy(8)), now.minus(DAY));
    }
    decide(settings -> settings.withRetentionDays(7));

    run(new RetentionRules(MONTH, null, false));

    assertThat(requests(owner)).containsExactly(now.minus(DAY));
    assertThat(requests(other)).hasSize(3);
  }

  @Test
  void age_countsAlsoWhereTheServerKeepsAll() throws Exception {
    Instant old = time.instant().minus(DAY.multipliedBy(7)).minusMillis(1);
    post(owner, old, old.plusMillis(2));
    post(other, old);
    decide(settings -> settings.withRetentionDays(7));

    run(NO_RULES);

    assertThat(requests(owner)).containsExactly(old.plusMillis(2));
    assertThat(requests(other)).hasSize(1);
  }

  @Test
  void project_doesNotKeepMoreThanTheServer() throws Exception {
    post(owner, time.instant().minus(MONTH).minus(DAY), time.instant(), time.instant());
    decide(settings -> settings.withRetentionDays(365).withMaxRecords(1_000L));

    run(new RetentionRules(MONTH, 1L, false));

    assertThat(requests(owner)).hasSize(1);
  }

  @Test
  void number_isTheProjectsOwn_whereThatIsLess() throws Exception {
    Instant[] hundred =
        IntStream.range(0, 100).mapToObj(time.instant()::plusSeconds).toArray(Instant[]::new);
    post(owner, hundred);
    post(other, hundred);
    decide(settings -> settings.withMaxRecords(30L));

    run(new RetentionRules(null, 80L, false));

    assertThat(requests(owner)).isEqualTo(List.of(hundred).subList(70, 100));
    assertThat(requests(other)).hasSize(80);
  }

  @ParameterizedTest
  @CsvSource({"7,, 4", "7, 95, 5", "7, 20, 80", ", 20, 80", ", 100, 0", ", 1000, 0", ",, 0"})
  void due_isWhatARunDeletes(Integer days, Long most, long expected) throws Exception {
    Instant now = time.instant();
    post(other, now.minus(MONTH), now);
    Instant[] hundred = IntStream.range(0, 100).mapToObj(now::plusSeconds).toArray(Instant[]::new);
    for (int i = 0; i < 4; i++) {
      hundred[i * 2] = now.minus(MONTH);
    }
    post(owner, hundred);
    post(other, now.minus(MONTH), now);
    decide(settings -> settings.withRetentionDays(days).withMaxRecords(most));

    Long before = days == null ? null : Micros.of(now.minus(DAY.multipliedBy(days)));
    Forgotten due = store.forgetting().due(owner.projectId(), before, most, DAY);
    run(NO_RULES);

    assertThat(due).isEqualTo(new Forgotten(expected, 0));
    assertThat(requests(owner)).hasSize(100 - (int) expected);
  }

  @Test
  void reportsOfDrops_goWithTheAge() throws Exception {
    post(owner, time.instant());
    post(other, time.instant());
    decide(settings -> settings.withRetentionDays(7));
    time.pass(DAY.multipliedBy(8));

    run(NO_RULES);

    store.close();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("file"));
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT list(project_id) FROM drops")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("[" + other.projectId() + "]");
    }
  }

  private void decide(UnaryOperator<ProjectSettings> change) {
    assertThat(store.changeSettings(owner, change)).isNotNull();
  }

  private void run(RetentionRules rules) throws Exception {
    SteadyTime steady = new SteadyTime(time.instant(), time, time::nanoTime);
    new RetentionRun(store, rules, steady, duration -> {}).run();
  }

  private Caller project() {
    ApiKey key = ApiKey.random();
    store.createProject(Change.SERVER, key.hash(), key.shareHash(), time.instant());
    return store.caller(key.hash());
  }

  private void post(Caller to, Instant... created) {
    List<RequestRow> requests = new ArrayList<>();
    for (Instant each : created) {
      String[] texts = new String[RequestField.values().length];
      requests.add(new RequestRow(Micros.of(each), 200, 0, 0, 0, 1, 0, texts));
    }
    store.append(
        List.of(
            new Batch(
                to.key(),
                "requests",
                null,
                Micros.of(time.instant()),
                new Origin(null, 0, null, null, null, null),
                requests,
                List.of(),
                Map.of("queue_full", 1L),
                List.of(),
                Map.of(),
                null)));
  }

  private List<Instant> requests(Caller of) throws IOException {
    List<Instant> created = new ArrayList<>();
    store.page(
        RequestPage.of(of.projectId(), 1_000, 0),
        row -> created.add(Micros.toInstant(row.createdAtMicros())));
    return created;
  }
}

package dev.footfall.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Batch;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.DuckStore;
import dev.footfall.server.store.EventField;
import dev.footfall.server.store.EventPage;
import dev.footfall.server.store.EventRow;
import dev.footfall.server.store.Key;
import dev.footfall.server.store.LogCursor;
import dev.footfall.server.store.Losses;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Origin;
import dev.footfall.server.store.ProjectUse;
import dev.footfall.server.store.Rejection;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestPage;
import dev.footfall.server.store.RequestRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one run after the other leaves of two projects' records. */
@Timeout(120)
class RetentionTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final RetentionRules BY_AGE = new RetentionRules(MONTH, null, false);
  private static final RetentionRules BY_DISUSE = new RetentionRules(null, null, true);

  @TempDir Path folder;

  /** The first moment of a day: tests count hours within one. */
  private final TestTime time = new TestTime(Instant.now().truncatedTo(ChronoUnit.DAYS));

  private DuckStore store;
  private Key key;
  private Key other;
  private Sweeper.Pause pause = duration -> {};

  @BeforeEach
  void open() {
    store = DuckStore.open(folder.resolve("file"), "64MB");
    key = project();
    other = project();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void age_deletesWhatIsOlder_inAllProjects() throws Exception {
    Instant limit = time.instant().minus(MONTH);
    for (Key each : List.of(key, other)) {
      post(each, limit.minusMillis(1), limit, limit.plusMillis(1));
      post(each, limit.minus(DAY));
    }

    run(BY_AGE).run();

    for (Key each : List.of(key, other)) {
      assertThat(requests(each)).containsExactly(limit, limit.plusMillis(1));
      assertThat(events(each)).containsExactly(limit, limit.plusMillis(1));
      assertThat(audited(each)).contains("server retention.delete {\"events\":2,\"requests\":2}");
    }
  }

  @Test
  void age_deletesTheNumbersOfWhatWasLost() throws Exception {
    post(key, time.instant());
    RetentionRun run = run(BY_AGE);
    run.run();
    assertThat(lost(key)).containsExactly(2L, 1L);

    time.pass(MONTH.plus(DAY));
    post(other, time.instant());
    run.run();

    assertThat(lost(key)).containsExactly(0L, 0L);
    assertThat(lost(other)).containsExactly(2L, 1L);
  }

  private List<Long> lost(Key of) throws IOException {
    Losses losses = store.losses(of.projectId(), null, null, 1);
    return List.of(losses.rejected().records(), losses.dropped().records());
  }

  @Test
  void number_keepsTheNewestOfEachProject_whateverItsSlices() throws Exception {
    Instant begin = time.instant().minus(MONTH);
    for (int batch = 0; batch < 30; batch++) {
      int first = batch * 1_000;
      post(key, at(begin, first, 1_000));
      post(other, at(begin, first, 10));
    }

    run(new RetentionRules(null, 12_345L, false)).run();

    assertThat(requests(key)).isEqualTo(List.of(at(begin, 30_000 - 12_345, 12_345)));
    assertThat(events(key)).hasSize(12_345);
    assertThat(requests(other)).hasSize(300);
  }

  @Test
  void number_thatIsThere_isKept() throws Exception {
    post(key, at(time.instant(), 0, 100));

    run(new RetentionRules(null, 100L, false)).run();

    assertThat(requests(key)).hasSize(100);
  }

  @Test
  void run_thatIsStopped_goesOnWithTheNext() throws Exception {
    Instant old = time.instant().minus(MONTH).minus(DAY);
    for (int batch = 0; batch < 10; batch++) {
      post(key, at(old, 0, 1_000));
    }
    pause =
        duration -> {
          throw new InterruptedException("a test");
        };
    assertThatThrownBy(() -> run(BY_AGE).run()).isInstanceOf(InterruptedException.class);
    assertThat(requests(key)).hasSizeBetween(1, 9_999);

    pause = duration -> {};
    run(BY_AGE).run();
    assertThat(requests(key)).isEmpty();
  }

  @Test
  void clock_thatIsYearsAheadForAnHour_costsADay() throws Exception {
    Instant now = time.instant();
    Instant almostDue = now.minus(MONTH).plus(DAY);
    post(key, almostDue.minusSeconds(60), almostDue.plus(DAY), now);
    RetentionRun run = run(BY_AGE);

    time.leap(Duration.ofDays(730));
    run.run();
    assertThat(requests(key)).hasSize(3);
    time.pass(Duration.ofHours(1));
    run.run();
    time.leap(Duration.ofDays(-730));
    run.run();

    assertThat(requests(key)).containsExactly(almostDue.plus(DAY), now);
  }

  @Test
  void project_thatNobodyUses_isWarnedOf14Days_thenItsRecordsGo() throws Exception {
    post(key, time.instant());
    post(other, time.instant());
    RetentionRun run = run(BY_DISUSE);
    run.run();
    time.pass(Duration.ofDays(179));
    post(other, time.instant());
    run.run();
    assertThat(warnings(key)).isZero();

    time.pass(DAY.plusSeconds(1));
    for (int day = 1; day <= 14; day++) {
      run.run();
      assertThat(warnings(key)).isEqualTo(day);
      time.pass(Duration.ofHours(1));
      run.run();
      assertThat(warnings(key)).isEqualTo(day);
      assertThat(requests(key)).hasSize(1);
      time.pass(Duration.ofHours(23));
    }
    run.run();

    assertThat(requests(key)).isEmpty();
    assertThat(events(key)).isEmpty();
    assertThat(warnings(key)).isZero();
    assertThat(requests(other)).hasSize(2);
    assertThat(warnings(other)).isZero();
  }

  @Test
  void expiresOn_isTheDayOfTheDeletion() throws Exception {
    post(key, time.instant());
    RetentionRun run = unused();
    run.run();
    String expires = String.valueOf(use(key).expiresOn());

    while (!requests(key).isEmpty()) {
      time.pass(DAY);
      run.run();
    }

    assertThat(time.instant().toString()).startsWith(expires);
  }

  @Test
  void look_orPost_takesTheWarningBack() throws Exception {
    post(key, time.instant());
    post(other, time.instant());
    RetentionRun run = unused();
    for (int day = 1; day <= 14; day++) {
      run.run();
      time.pass(DAY);
    }
    store.uses().looked(key.projectId(), time.instant());
    post(other, time.instant());
    run.run();

    assertThat(warnings(key)).isZero();
    assertThat(warnings(other)).isZero();
    assertThat(requests(key)).hasSize(1);
    assertThat(requests(other)).hasSize(2);
  }

  @Test
  void post_whileTheRecordsAreDeleted_isKept() throws Exception {
    for (int batch = 0; batch < 10; batch++) {
      post(key, at(time.instant(), 0, 1_000));
    }
    RetentionRun run = unused();
    for (int day = 1; day <= 14; day++) {
      run.run();
      time.pass(DAY);
    }
    Instant now = time.instant();
    boolean[] posted = {false};
    pause =
        duration -> {
          if (!posted[0]) {
            posted[0] = true;
            post(key, now);
          }
        };
    run = run(BY_DISUSE);
    run.run();

    assertThat(requests(key)).containsExactly(now);
  }

  @Test
  void unused_isNothing_unlessItIsAskedFor_andAWarningIsTakenBack() throws Exception {
    post(key, time.instant());
    unused().run();
    assertThat(warnings(key)).isEqualTo(1);

    RetentionRun run = run(new RetentionRules(null, null, false));
    for (int day = 0; day < 20; day++) {
      run.run();
      time.pass(DAY);
    }

    assertThat(warnings(key)).isZero();
    assertThat(requests(key)).hasSize(1);
  }

  @Test
  void clock_thatLeapsAhead_warnsOfNothing() throws Exception {
    post(key, time.instant());
    RetentionRun run = run(BY_DISUSE);
    run.run();
    for (int hour = 0; hour < 48; hour++) {
      time.leap(Duration.ofDays(365));
      time.pass(Duration.ofHours(1));
      run.run();
    }
    assertThat(warnings(key)).isZero();
    assertThat(requests(key)).hasSize(1);
  }

  @Test
  void warnings_areCountedOverRestarts_andLongAgoOnesNot() throws Exception {
    post(key, time.instant());
    RetentionRun run = unused();
    for (int day = 1; day <= 5; day++) {
      run.run();
      assertThat(warnings(key)).isEqualTo(day);
      run.end();
      store.close();
      store = DuckStore.open(folder.resolve("file"), "64MB");
      run = run(BY_DISUSE);
      time.pass(DAY);
    }
    time.pass(DAY.multipliedBy(15));
    run.run();
    assertThat(warnings(key)).isEqualTo(1);
  }

  /** What was noted since it was last saved is lost: everything may have been used. */
  @Test
  void kill_delaysExpiry() throws Exception {
    post(key, time.instant());
    RetentionRun run = run(BY_DISUSE);
    run.run();
    long before = use(key).lookedAtMicros();

    store.close();
    store = DuckStore.open(folder.resolve("file"), "64MB");

    assertThat(use(key).lookedAtMicros()).isGreaterThan(before);
    assertThat(store.uses().savedTime()).isEqualTo(Micros.toInstant(Micros.of(time.instant())));
  }

  @Test
  void end_savesUses_asTheyAre() throws Exception {
    post(key, time.instant());
    RetentionRun run = run(BY_DISUSE);
    run.run();
    time.pass(Duration.ofMinutes(7));
    store.uses().looked(key.projectId(), time.instant());
    ProjectUse noted = use(key);
    run.end();
    store.close();
    store = DuckStore.open(folder.resolve("file"), "64MB");

    assertThat(use(key)).isEqualTo(noted);
  }

  /** A run when both projects have been unused for long enough. */
  private RetentionRun unused() throws Exception {
    run(BY_DISUSE).run();
    RetentionRun run = run(BY_DISUSE);
    time.pass(Duration.ofDays(181));
    return run;
  }

  private RetentionRun run(RetentionRules rules) {
    SteadyTime steady = new SteadyTime(time.instant(), time, time::nanoTime);
    return new RetentionRun(store, rules, steady, duration -> pause.await(duration));
  }

  private ProjectUse use(Key of) {
    return store.uses().of(of.projectId(), time.instant());
  }

  private int warnings(Key of) {
    return use(of).warnings();
  }

  private Key project() {
    ApiKey made = ApiKey.random();
    return store.createProject(Change.SERVER, made.hash(), made.shareHash(), time.instant());
  }

  private static Instant[] at(Instant begin, int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(begin::plusSeconds)
        .toArray(Instant[]::new);
  }

  private void post(Key to, Instant... created) {
    List<RequestRow> requests = new ArrayList<>();
    List<EventRow> events = new ArrayList<>();
    for (Instant each : created) {
      long micros = Micros.of(each);
      requests.add(
          new RequestRow(micros, 200, 0, 0, 0, 1, 0, new String[RequestField.values().length]));
      String[] texts = new String[EventField.values().length];
      texts[EventField.NAME.index()] = "event";
      events.add(new EventRow(micros, 0, null, 0, texts));
    }
    store.append(
        List.of(
            new Batch(
                to,
                "requests",
                null,
                Micros.of(time.instant()),
                new Origin(null, 0, null, null, null, null),
                requests,
                events,
                Map.of("queue_full", 1L),
                List.of(),
                Map.of(new Rejection("path", "missing"), 2L),
                null)));
  }

  private List<String> audited(Key of) throws IOException {
    List<String> entries = new ArrayList<>();
    store.audit(
        of.projectId(),
        new LogCursor(0, true, 1_000),
        entry -> entries.add(entry.actor() + " " + entry.action() + " " + entry.before()));
    return entries;
  }

  private List<Instant> requests(Key of) throws IOException {
    List<Instant> created = new ArrayList<>();
    store.page(
        RequestPage.of(of.projectId(), 1_000_000, 0),
        row -> created.add(Micros.toInstant(row.createdAtMicros())));
    return created;
  }

  private List<Instant> events(Key of) throws IOException {
    return store.events(EventPage.of(of.projectId(), new LogCursor(0, true, 1_000_000))).stream()
        .map(event -> Micros.toInstant(event.row().createdAtMicros()))
        .toList();
  }
}

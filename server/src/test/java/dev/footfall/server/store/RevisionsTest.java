package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.enrich.RouteRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  private final ApiKey secret = ApiKey.random();
  private DuckStore store;
  private Key key;
  private Key other;
  private Newest before;
  private Newest beforeOfOther;

  @BeforeEach
  void open() {
    store = DuckStore.open(folder.resolve("file"), "64MB", Clock.fixed(NOW, ZoneOffset.UTC));
    key = store.createProject(Change.SERVER, secret.hash(), secret.shareHash(), NOW);
    ApiKey second = ApiKey.random();
    other = store.createProject(Change.SERVER, second.hash(), second.shareHash(), NOW);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void posts_countForTheirKindAndTheirProject() {
    remember();
    append(List.of(request()), List.of(), List.of(), null);
    assertGrown(true, false);

    remember();
    append(List.of(), List.of(event()), List.of(), null);
    assertGrown(false, true);

    remember();
    append(List.of(), List.of(), List.of("GET /a"), null);
    assertGrown(true, false);
    assertThat(store.newest(key.projectId()).at()).isEqualTo(NOW);
  }

  @Test
  void post_thatCameBefore_doesNotCount() {
    UUID id = UUID.randomUUID();
    append(List.of(request()), List.of(), List.of(), id);
    remember();

    append(List.of(request()), List.of(), List.of(), id);

    assertGrown(false, false);
  }

  @Test
  void deletions_count() {
    Caller owner = store.caller(secret.hash());
    remember();
    store.deleteRecords(owner);
    assertGrown(true, true);

    remember();
    store.forgetting().forget(owner, new Person(RequestField.USER_ID, "ada"));
    assertGrown(true, true);

    remember();
    store.deleteKey(owner);
    assertGrown(true, true);
  }

  @Test
  void retention_countsForTheProjectsWhereItFoundSomething() throws Exception {
    append(List.of(request()), List.of(event()), List.of(), null);
    Sweep sweep = Sweep.createdBefore(RecordKind.EVENT, null, Micros.of(NOW) + 1);
    remember();

    for (long slice : store.forgetting().slices(sweep)) {
      store.forgetting().delete(sweep, slice);
    }

    assertGrown(false, true);
  }

  @Test
  void settings_countForTheirProject() {
    remember();
    store.changeSettings(store.caller(secret.hash()), now -> now.withMaskAddresses(true));

    assertGrown(true, true);
  }

  @Test
  void derivingAgain_countsForTheProjectsOfWhatChanged() {
    append(List.of(request()), List.of(), List.of(), null);
    RouteRules rules = RouteRules.of(List.of("/a"));
    store.changeSettings(store.caller(secret.hash()), now -> now.withRules(rules));

    remember();
    store.derive(1, 1, (settings, texts) -> {});
    assertGrown(true, false);

    remember();
    store.derive(1, 1, (settings, texts) -> {});
    assertGrown(false, false);
  }

  private void remember() {
    before = store.newest(key.projectId());
    beforeOfOther = store.newest(other.projectId());
  }

  private void assertGrown(boolean requests, boolean events) {
    Newest after = store.newest(key.projectId());
    assertThat(after.requests() > before.requests()).as("requests").isEqualTo(requests);
    assertThat(after.events() > before.events()).as("events").isEqualTo(events);
    assertThat(store.newest(other.projectId())).as("the other's").isEqualTo(beforeOfOther);
  }

  private void append(
      List<RequestRow> requests, List<EventRow> events, List<String> routes, UUID id) {
    store.append(
        List.of(
            new Batch(
                key,
                "requests",
                id,
                Micros.of(NOW),
                new Origin(null, 0, null, null, null, null),
                requests,
                events,
                Map.of(),
                routes,
                Map.of(),
                null)));
  }

  private static RequestRow request() {
    String[] texts = new String[RequestField.values().length];
    return new RequestRow(Micros.of(NOW), 200, 0, 0, 0, 1, 0, texts);
  }

  private static EventRow event() {
    String[] texts = new String[EventField.values().length];
    texts[EventField.NAME.index()] = "paid";
    return new EventRow(Micros.of(NOW), 0, null, 0, texts);
  }
}

package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.query.Condition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  @AutoClose private DuckStore store;
  private ApiKey secret;

  @BeforeEach
  void open() {
    store = DuckStore.open(folder.resolve("file"), "64MB");
    secret = project();
  }

  @Test
  void extent_growsWithWhatComes() {
    assertThat(extent(secret)).isNull();

    append(secret, 50, 40);
    assertThat(extent(secret)).isEqualTo(new Extent(40, 50));
    append(secret, 45);
    assertThat(extent(secret)).isEqualTo(new Extent(40, 50));
    append(secret, 60, 30);
    assertThat(extent(secret)).isEqualTo(new Extent(30, 60));
    ApiKey other = project();
    append(other, 10, 90);
    assertThat(extent(secret)).isEqualTo(new Extent(30, 60));
    assertThat(extent(other)).isEqualTo(new Extent(10, 90));
  }

  @Test
  void extent_shrinksWithWhatGoes() throws Exception {
    append(secret, 30, 40, 50);
    assertThat(extent(secret)).isEqualTo(new Extent(30, 50));

    Sweep sweep = Sweep.createdBefore(RecordKind.REQUEST, null, 35);
    for (long slice : store.forgetting().slices(sweep)) {
      store.forgetting().delete(sweep, slice);
    }
    assertThat(extent(secret)).isEqualTo(new Extent(40, 50));

    store.deleteRecords(store.caller(secret.hash()));
    assertThat(extent(secret)).isNull();
  }

  /** Whoever asked before cannot have seen what was committed meanwhile. */
  @Test
  void extent_thatACommitOvertook_isNotKept() {
    Extents extents = new Extents();
    Extent before = new Extent(10, 20);
    Extent after = new Extent(5, 20);

    Extent first =
        extents.of(
            1,
            () -> {
              extents.widen(1, new Extent(5, 5));
              return before;
            });

    assertThat(first).isEqualTo(before);
    assertThat(extents.of(1, () -> after)).isEqualTo(after);
    assertThat(extents.of(1, () -> before)).as("kept").isEqualTo(after);
  }

  private Extent extent(ApiKey of) {
    int project = store.caller(of.hash()).projectId();
    return store.extent(project, Condition.ALWAYS, new Interruption());
  }

  private ApiKey project() {
    ApiKey made = ApiKey.random();
    store.createProject(Change.SERVER, made.hash(), made.shareHash(), NOW);
    return made;
  }

  private void append(ApiKey to, long... createdAtMicros) {
    String[] texts = new String[RequestField.values().length];
    List<RequestRow> rows =
        Arrays.stream(createdAtMicros)
            .mapToObj(at -> new RequestRow(at, 200, 0, 0, 0, 1, 0, texts))
            .toList();
    Origin origin = new Origin(null, 0, null, null, null, null);
    Key key = store.caller(to.hash()).key();
    long now = Micros.of(NOW);
    Batch batch =
        new Batch(
            key,
            "requests",
            null,
            now,
            origin,
            rows,
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            null);
    store.append(List.of(batch));
  }
}

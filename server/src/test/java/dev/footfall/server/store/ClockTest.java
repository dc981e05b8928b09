package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.ingest.PostKind;
import dev.footfall.server.ingest.Receipt;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that jumps: ids and remembered batches go on. */
class ClockTest {
  private static final ApiKey KEY = ApiKey.random();

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-06-01T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          throw new UnsupportedOperationException();
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void clock_thatJumpsWithinDays_forgetsNoBatch() {
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    try (DuckStore store = open();
        Ingest ingest = ingest(store)) {
      post(ingest, first);
      jump(Duration.ofDays(6));
      post(ingest, first);
      post(ingest, second);
      assertThat(store.newestRequestId()).isEqualTo(2);
      jump(Duration.ofDays(-12));
      post(ingest, first);
      post(ingest, second);
      post(ingest, UUID.randomUUID().toString());
      assertThat(store.newestRequestId()).isEqualTo(3);
    }
    try (DuckStore store = open();
        Ingest ingest = ingest(store)) {
      post(ingest, second);
      assertThat(store.newestRequestId()).isEqualTo(3);
    }
  }

  @Test
  void clock_thatWasFarAhead_keepsNothingFromGoingOn() {
    String id = UUID.randomUUID().toString();
    try (DuckStore store = open();
        Ingest ingest = ingest(store)) {
      post(ingest, UUID.randomUUID().toString());
      jump(Duration.ofDays(36_500));
      post(ingest, UUID.randomUUID().toString());
      jump(Duration.ofDays(-36_500));
      post(ingest, id);
      // Old ids are forgotten again once a day.
      jump(Duration.ofDays(8));
      post(ingest, UUID.randomUUID().toString());
      post(ingest, id);
      assertThat(store.newestRequestId()).isEqualTo(5);
      assertThat(store.compact().bytesAfter()).isPositive();
      post(ingest, id);
      assertThat(store.newestRequestId()).isEqualTo(5);
    }
    now = Instant.EPOCH;
    try (DuckStore store = open()) {
      assertThat(store.newestRequestId()).isEqualTo(5);
    }
  }

  private DuckStore open() {
    return DuckStore.open(folder.resolve("file"), "64MB", clock);
  }

  private Ingest ingest(Store store) {
    return new Ingest(store, true, address -> null, clock);
  }

  private void jump(Duration by) {
    now = now.plus(by);
  }

  private void post(Ingest ingest, String id) {
    String body =
        "{\"api_key\":\""
            + KEY.secret()
            + "\",\"requests\":[{\"path\":\"/a\",\"method\":\"GET\",\"status\":200,"
            + "\"response_time\":1,\"created_at\":\""
            + now
            + "\"}]}";
    Receipt receipt =
        ingest.accept(
            PostKind.REQUESTS,
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            null,
            id,
            keyHash -> {});
    assertThat(receipt.accepted()).isEqualTo(1);
  }
}

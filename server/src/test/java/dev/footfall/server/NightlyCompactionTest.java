package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NightlyCompactionTest {
  private final List<Instant> compactions = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-27T12:00:00Z");
  private boolean residue = true;
  private boolean failing;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneId.of("Europe/Paris");
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

  private final Store store =
      (Store)
          Proxy.newProxyInstance(
              Store.class.getClassLoader(),
              new Class<?>[] {Store.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("hasResidue")) {
                  return residue;
                }
                compactions.add(now);
                if (failing) {
                  throw new StoreException("a test");
                }
                return null;
              });

  private final NightlyCompaction nightly = new NightlyCompaction(store, LocalTime.of(3, 0), clock);

  @Test
  void file_isWrittenAnewOnceADay_atTheLocalTime_alsoWhenClocksChange() {
    for (int minute = 0; minute < 4 * 24 * 60; minute++) {
      nightly.look();
      now = now.plusSeconds(60);
    }
    assertThat(compactions)
        .containsExactly(
            Instant.parse("2026-03-28T02:00:00Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-03-30T01:00:00Z"),
            Instant.parse("2026-03-31T01:00:00Z"));
  }

  @Test
  void file_withNothingDeleted_isLeft() {
    residue = false;
    look("2026-03-28T02:00:00Z");
    residue = true;
    look("2026-03-28T02:00:20Z");
    assertThat(compactions).isEmpty();
  }

  @Test
  void failure_isTriedAgainTheNextDay() {
    failing = true;
    look("2026-03-28T02:00:00Z");
    look("2026-03-28T02:00:20Z");
    look("2026-03-29T01:00:00Z");
    assertThat(compactions).hasSize(2);
  }

  @Test
  void clock_thatJumps_neitherMissesADayNorRepeatsOne() {
    look("2126-01-01T12:00:00Z");
    assertThat(compactions).hasSize(1);
    look("2026-03-27T12:00:00Z");
    look("2026-03-28T02:00:00Z");
    look("2026-03-28T02:00:20Z");
    assertThat(compactions).hasSize(2);
  }

  private void look(String time) {
    now = Instant.parse(time);
    nightly.look();
  }
}

package dev.footfall.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.UserBy;
import dev.footfall.server.store.Extent;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.Origin;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.RequestVisitor;
import dev.footfall.server.store.RequestWindow;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWalkTest {
  private static final Filter ALL =
      new Filter(null, null, ZoneOffset.UTC, Condition.ALWAYS, UserBy.ID_OR_ADDRESS, false);
  private static final RequestRow ROW =
      new RequestRow(0, 200, 0, 0, 0, 1, 0, new String[RequestField.values().length]);
  private static final Origin ORIGIN = new Origin(null, 0, null, null, null, null);

  private final NavigableSet<Long> ids = new TreeSet<>();
  private Filter asked;

  /** One in so many ids is there: what matches may be dense, rare or nothing at all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100, 50_000, Integer.MAX_VALUE})
  void walk_givesEachIdOnce_inOrder_whateverTheLimits(int oneIn) throws IOException {
    Random random = new Random(oneIn);
    for (long id = 1; id <= 150_000; id++) {
      if (random.nextInt(oneIn) == 0) {
        ids.add(id);
      }
    }
    List<Long> upwards = new ArrayList<>(ids);
    assertThat(read(RequestWalk.upwards(store(), 1, ALL, 0), random)).isEqualTo(upwards);
    assertThat(read(RequestWalk.upwards(store(), 1, ALL, 777), random))
        .isEqualTo(new ArrayList<>(ids.tailSet(777L, false)));
    Collections.reverse(upwards);
    assertThat(read(RequestWalk.downwards(store(), 1, ALL, Long.MAX_VALUE), random))
        .isEqualTo(upwards);
    assertThat(read(RequestWalk.downwards(store(), 1, ALL, 777), random))
        .isEqualTo(new ArrayList<>(ids.headSet(777L, false).descendingSet()));
  }

  @Test
  void hours_areTold_byTheClocksChangesAmongTheRecords() throws IOException {
    Filter hour =
        new Filter(
            null,
            Instant.parse("9999-12-31T00:00:00Z"),
            ZoneId.of("Europe/Paris"),
            new Condition.Not(
                new Condition.OfNumber(Field.HOUR, Operator.IS, List.of(BigDecimal.ONE))),
            UserBy.ID_OR_ADDRESS,
            false);

    RequestWalk.downwards(store(), 1, hour, 7).step(1, Duration.ofSeconds(1), request -> true);

    assertThat(asked.from()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    assertThat(asked.to()).isEqualTo(Instant.parse("2026-04-01T00:00:00.000001Z"));
    Filter within =
        hour.over(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"));
    assertThat(RequestWalk.bounded(store(), 1, within)).isEqualTo(within);
  }

  private static List<Long> read(RequestWalk walk, Random random) throws IOException {
    List<Long> read = new ArrayList<>();
    while (!walk.hasEnded()) {
      int limit = 1 + random.nextInt(random.nextBoolean() ? 2_000 : 100_000);
      int enough = read.size() + 1 + random.nextInt(random.nextBoolean() ? 2_000 : 100_000);
      walk.step(
          limit,
          Duration.ofSeconds(1),
          request -> {
            read.add(request.id());
            return read.size() < enough;
          });
    }
    return read;
  }

  private Store store() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("newestRequestId")) {
                return 150_000L;
              }
              if (method.getName().equals("extent")) {
                return new Extent(
                    Micros.of(Instant.parse("2026-03-01T00:00:00Z")),
                    Micros.of(Instant.parse("2026-04-01T00:00:00Z")));
              }
              window((RequestWindow) arguments[0], (RequestVisitor) arguments[1]);
              return null;
            });
  }

  private void window(RequestWindow window, RequestVisitor visitor) throws IOException {
    asked = window.filter();
    NavigableSet<Long> within = ids.subSet(window.after(), false, window.before(), false);
    int left = window.limit();
    for (long id : window.ascending() ? within : within.descendingSet()) {
      if (left-- == 0 || !visitor.visit(new StoredRequest(id, 0, ORIGIN, ROW))) {
        return;
      }
    }
  }
}

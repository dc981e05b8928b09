package dev.footfall.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.store.Outdated;
import dev.footfall.server.store.Store;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many requests are left is known at any time, and is not counted each time. */
@Timeout(60)
class RederivationProgressTest {
  private static final int ONE = 1;
  private static final int OTHER = 2;

  /** The projects of those that are outdated, by id. */
  private final ConcurrentSkipListMap<Long, Integer> outdated = new ConcurrentSkipListMap<>();

  private final Semaphore asked = new Semaphore(0);
  private final Semaphore allowed = new Semaphore(0);
  private final AtomicInteger counts = new AtomicInteger();

  private final Store store =
      (Store)
          Proxy.newProxyInstance(
              Store.class.getClassLoader(),
              new Class<?>[] {Store.class},
              (proxy, method, parameters) ->
                  switch (method.getName()) {
                    case "outdated" ->
                        parameters == null ? outdated() : (Object) count((int) parameters[0]);
                    case "derive" -> derive((long) parameters[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  private Outdated outdated() {
    Map<Integer, Long> records = new HashMap<>();
    outdated.values().forEach(project -> records.merge(project, 1L, Long::sum));
    return records.isEmpty()
        ? new Outdated(records, 0, 0)
        : new Outdated(records, outdated.firstKey(), outdated.lastKey());
  }

  private long count(int projectId) {
    counts.incrementAndGet();
    return outdated.values().stream().filter(project -> project == projectId).count();
  }

  /** One id at a time, each once the test lets it. */
  private Map<Integer, Long> derive(long id) throws InterruptedException {
    asked.release();
    allowed.acquire();
    Integer project = outdated.remove(id);
    return project == null ? Map.of() : Map.of(project, 1L);
  }

  private void deriveOne() throws InterruptedException {
    allowed.release();
    asked.acquire();
  }

  @Test
  void left_isKnownFromMemory_alsoAfterAChangeInTheMiddle() throws Exception {
    for (long id = 1; id <= 6; id++) {
      outdated.put(id, id % 2 == 1 ? ONE : OTHER);
    }
    try (Rederivation rederivation = new Rederivation(store, new Derivation(address -> null), 1)) {
      try {
        asked.acquire();
        assertThat(rederivation.left(ONE)).isEqualTo(3);
        deriveOne();
        assertThat(rederivation.left(ONE)).isEqualTo(2);
        assertThat(rederivation.left(OTHER)).isEqualTo(3);
        assertThat(counts).hasValue(0);

        outdated.put(1L, ONE);
        rederivation.wake();
        assertThat(rederivation.left(ONE)).as("before it looked again").isEqualTo(3);
        assertThat(counts).hasValue(1);
        deriveOne();
        assertThat(rederivation.left(ONE)).isEqualTo(3);
        assertThat(rederivation.left(OTHER)).isEqualTo(2);

        outdated.remove(6L);
        allowed.release(100);
        while (rederivation.left(ONE) + rederivation.left(OTHER) > 0) {
          Thread.sleep(1);
        }
        assertThat(outdated).isEmpty();
        assertThat(counts).hasValue(1);
      } finally {
        // or it would not end
        allowed.release(100);
      }
    }
  }
}

package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The server is away for hours, the requests keep coming, and the heap is the real one. */
class AwayForHoursTest {

  private static final int HOURS = Integer.getInteger("footfall.away.hours", 6);
  private static final int RECORDS_A_SECOND = 1_000;
  private static final long MAX_GROWTH = 16_000_000;

  /** Remembers nothing, so that it takes no memory either. */
  private static final class Away implements Transport {
    @Override
    public void send(Post post, Consumer<Answer> answered) {
      answered.accept(Answer.failed(new IOException("away")));
    }

    @Override
    public void probe(Consumer<Answer> answered) {
      answered.accept(Answer.failed(new IOException("away")));
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }

  @Test
  void memory_atDefaults_staysWithinItsBound() {
    Pipeline pipeline = new Pipeline(Pipeline.config().build(), new Away());
    int sent = 0;
    long before = usedHeap();
    long most = 0;
    for (int second = 0; second < HOURS * 3_600; second++) {
      for (int i = 0; i < RECORDS_A_SECOND; i++, sent++) {
        pipeline.record(request(sent), 200, 12_000_000);
      }
      if (second % 3_600 == 3_599) {
        // With the queue full, before the shipper comes by.
        most = Math.max(most, usedHeap() - before);
      }
      pipeline.time.nanos += 1_000_000_000L;
      pipeline.time.epochMillis += 1_000;
      pipeline.turn();
    }

    Stats stats = pipeline.stats();
    System.out.printf(
        "away for %d h at %,d requests/s: %.1f MB above the start, %,d records kept%n",
        HOURS, RECORDS_A_SECOND, most / 1e6, stats.queued());
    assertThat(most).isLessThanOrEqualTo(MAX_GROWTH);
    assertThat(stats.queued()).isGreaterThan(45_000);
    assertThat(stats.recorded()).isEqualTo(sent);
    Pipeline.assertAccounted(stats);
  }

  /** With texts of its own, as a container makes them. */
  private static FakeRequest request(int number) {
    return FakeRequest.get("/v1/items/" + number)
        .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) build/" + number % 50)
        .header("X-Forwarded-For", "198.51.100." + number % 250);
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}

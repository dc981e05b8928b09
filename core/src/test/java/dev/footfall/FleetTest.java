package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Many processes, one key, and a service that takes ten posts of it in any minute. */
class FleetTest {

  private static final int CLIENTS = 50;
  private static final Duration TIME = Duration.ofHours(2);
  private static final int BUDGET = 10;
  private static final long BUDGET_NANOS = 60_000_000_000L;

  private final Deque<Long> window = new ArrayDeque<>();
  private final Random random = new Random(20261121);
  private long now = 1_000_000_000L;
  private int accepted;
  private int refused;

  /** The service's limiter: what it refuses it forgets. */
  private final class Service implements Transport {
    @Override
    public void send(Post post, Consumer<Answer> answered) {
      while (!window.isEmpty() && now - window.peekFirst() >= BUDGET_NANOS) {
        window.removeFirst();
      }
      if (window.size() == BUDGET) {
        refused++;
        answered.accept(FakeTransport.hosted(429, "{\"message\":\"Too many requests.\"}"));
      } else {
        window.addLast(now);
        accepted++;
        answered.accept(FakeTransport.hostedCreated());
      }
    }

    @Override
    public void probe(Consumer<Answer> answered) {
      answered.accept(FakeTransport.hosted(404, ""));
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }

  private Pipeline client() {
    Pipeline client =
        new Pipeline(
            Pipeline.config().framework("Express").build(), new Service(), random::nextDouble);
    client.time.nanos = now;
    return client;
  }

  /** A step of time: each client records and takes its turn at a moment of its own in it. */
  private void step(List<Pipeline> clients, int records, long nanos) {
    long start = now;
    for (int i = 0; i < clients.size(); i++) {
      Pipeline client = clients.get(i);
      now = start + i * nanos / clients.size();
      client.time.nanos = now;
      client.recordMany(records);
      client.turn();
    }
    now = start + nanos;
  }

  private void pass(Duration time, List<Pipeline> clients, int recordsASecond) {
    for (long s = 0; s < time.toSeconds(); s++) {
      step(clients, recordsASecond, 1_000_000_000L);
    }
  }

  /** More than ten posts a minute take, so that there is always one to send. */
  private void passBusily(Duration time, List<Pipeline> clients) {
    for (long s = 0; s < time.toSeconds() * 10; s++) {
      step(clients, 40, 100_000_000L);
    }
  }

  @Test
  void fleet_usesTheBudgetTheyShareAndLosesNothing() {
    List<Pipeline> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(client());
    }
    pass(TIME, clients, 4);

    double perMinute = (double) accepted / TIME.toMinutes();
    System.out.printf(
        "fleet of %d: %.2f posts a minute accepted, %.2f refused%n",
        CLIENTS, perMinute, (double) refused / TIME.toMinutes());
    assertThat(perMinute).isGreaterThanOrEqualTo(9);
    long waiting = 0;
    long recorded = 0;
    for (Pipeline client : clients) {
      Pipeline.assertAccounted(client.stats());
      assertThat(client.stats().droppedTotal()).isZero();
      // None is starved by the others.
      assertThat(client.stats().delivered()).isGreaterThan(client.stats().recorded() / 20);
      waiting += client.stats().queued();
      recorded += client.stats().recorded();
    }
    assertThat(recorded).isEqualTo(4L * CLIENTS * TIME.toSeconds());
    assertThat(waiting).isLessThan(recorded / 3);

    pass(TIME.dividedBy(2), clients, 0);
    for (Pipeline client : clients) {
      assertThat(client.stats().delivered()).isEqualTo(client.stats().recorded());
    }
  }

  @Test
  void client_leftAloneAfterACrowd_comesBackToItsPace() {
    List<Pipeline> crowd = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      crowd.add(client());
    }
    pass(Duration.ofMinutes(30), crowd, 4);
    List<Pipeline> alone = crowd.subList(0, 1);
    passBusily(Duration.ofMinutes(60), alone);
    accepted = 0;
    passBusily(Duration.ofMinutes(10), alone);

    assertThat(accepted).isBetween(97, 100);
  }
}

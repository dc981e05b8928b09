package dev.footfall.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final Gate gate = new Gate(1, 6);
  private final CountDownLatch open = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    clock.shutdownNow();
  }

  @Test
  void projects_takeTurns_andWhoIsOneTooManyIsSentAway() throws Exception {
    enter(1, "holder", run(), open);
    enter(1, "1a", run(), null);
    enter(1, "1b", run(), null);
    enter(1, "1c", run(), null);
    assertThatThrownBy(() -> gate.pass(1, run(), () -> "in"))
        .as("half of the places are left to others")
        .isInstanceOf(Unanswered.class);
    enter(2, "2a", run(), null);
    enter(2, "2b", run(), null);
    enter(2, "2c", run(), null);

    assertThatThrownBy(() -> gate.pass(3, run(), () -> "in"))
        .isInstanceOf(Unanswered.class)
        .hasMessageContaining("Too many queries");
    open.countDown();
    join();

    assertThat(order).containsExactly("holder", "1a", "2a", "1b", "2b", "1c", "2c");
  }

  @Test
  void run_thatIsStopped_waitsNoLonger() throws Exception {
    Run stopped = run();
    enter(1, "holder", run(), open);
    enter(2, "stopped", stopped, null);
    enter(2, "next", run(), null);
    enter(3, "later", run(), null);

    stopped.stop("a reason");
    threads.get(1).join();
    assertThat(order).containsExactly("holder", "a reason");

    open.countDown();
    join();
    assertThat(order).containsExactly("holder", "a reason", "next", "later");
  }

  private Run run() {
    return new Run(clock, Duration.ofMinutes(1));
  }

  /** Returns once the thread is in, or waits. */
  private void enter(int projectId, String name, Run run, CountDownLatch until) {
    Thread thread = new Thread(() -> pass(projectId, name, run, until));
    threads.add(thread);
    thread.start();
    int entered = threads.size();
    while (gate.inside() + gate.waiting() < entered) {
      Thread.onSpinWait();
    }
  }

  private void pass(int projectId, String name, Run run, CountDownLatch until) {
    try {
      gate.pass(
          projectId,
          run,
          () -> {
            order.add(name);
            await(until);
            return name;
          });
    } catch (Unanswered e) {
      order.add(e.reason());
    }
  }

  private static void await(CountDownLatch latch) {
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}

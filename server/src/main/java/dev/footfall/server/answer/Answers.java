package dev.footfall.server.answer;

import dev.footfall.server.query.AnomalySearch;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.Why;
import dev.footfall.server.store.MemoryException;
import dev.footfall.server.store.StoppedException;
import dev.footfall.server.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries, so many at once. Those over many records take turns of their own, so that they
 * never keep the others waiting. Thread-safe.
 */
public final class Answers implements AutoCloseable {
  /** More would only take the processors from those that store. */
  private static final int LIGHT_AT_ONCE =
      Math.min(6, Math.max(2, Runtime.getRuntime().availableProcessors()));

  /** Two share the engine's memory; one alone would keep all others waiting for its budget. */
  private static final int HEAVY_AT_ONCE = 2;

  private static final int MAX_WAITING = 64;

  /** A browser that loads one page keeps no more waiting; with more, answers are estimated. */
  private static final int MANY_WAITING = 4;

  private static final String STOPPING = "The server is stopping.";
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Store store;
  private final Clock clock;
  private final Gate light = new Gate(LIGHT_AT_ONCE, MAX_WAITING);
  private final Gate heavy = new Gate(HEAVY_AT_ONCE, MAX_WAITING);
  private final Set<Run> runs = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Name, Run> named = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor budgets;
  private final AnswerCounts counts = new AnswerCounts(light, heavy);
  // guarded by this
  private boolean closed;

  private record Name(int projectId, String id) {}

  public Answers(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
    budgets =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "footfall-query-budgets");
              thread.setDaemon(true);
              return thread;
            });
    budgets.setRemoveOnCancelPolicy(true);
  }

  /**
   * Answers within the query's budget.
   *
   * @throws Unanswered when it is not, with the reason
   */
  public Answer answer(int projectId, Query query) {
    return answer(
        projectId,
        query.budget(),
        query.id(),
        run -> new Inquiry(store, projectId, query, run, clock));
  }

  /** Says what moved a figure; otherwise as for a query. */
  public Explanation explain(int projectId, Why why) {
    return answer(
        projectId,
        why.budget(),
        why.id(),
        run -> new Explaining(store, projectId, why, run, clock));
  }

  /** Finds stretches of time in which more failed than usual; otherwise as for a query. */
  public Anomalies detect(int projectId, AnomalySearch search) {
    return answer(
        projectId,
        search.budget(),
        search.id(),
        run -> new Detecting(store, projectId, search, run, clock));
  }

  private <T> T answer(
      int projectId, Duration budget, @Nullable String id, Function<Run, Question<T>> asked) {
    long begin = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    Run run = begin(budget);
    Name name = id == null ? null : new Name(projectId, id);
    try (run) {
      if (name != null) {
        Run former = named.put(name, run);
        if (former != null) {
          former.stop("The query was stopped by another one under its id.");
        }
      }
      T answer = answer(projectId, run, asked);
      outcome = Outcome.ANSWERED;
      return answer;
    } catch (StoppedException e) {
      throw new Unanswered(Objects.requireNonNullElse(run.reason(), "The query was stopped."));
    } catch (MemoryException e) {
      outcome = Outcome.OUT_OF_MEMORY;
      throw new Unanswered(
          "The answer takes more memory than the database may use. Narrow the period, group by"
              + " less, or start the server with a larger --memory.");
    } catch (Unanswered e) {
      outcome = Outcome.REFUSED;
      throw e;
    } finally {
      count(run, outcome, begin);
      runs.remove(run);
      if (name != null) {
        named.remove(name, run);
      }
    }
  }

  private synchronized Run begin(Duration budget) {
    if (closed) {
      throw new Unanswered(STOPPING);
    }
    Run run = new Run(budgets, budget);
    runs.add(run);
    return run;
  }

  private <T> T answer(int projectId, Run run, Function<Run, Question<T>> asked) {
    while (true) {
      Question<T> question = asked.apply(run);
      @Nullable T answer;
      try {
        answer =
            light.<@Nullable T>pass(
                projectId, run, () -> question.isHeavy() ? null : question.answer(false));
      } catch (MemoryException e) {
        // The limit is the engine's, not the query's: what a heavy one holds it gives back.
        if (heavy.inside() == 0) {
          throw e;
        }
        run.pause();
        continue;
      }
      return answer != null
          ? answer
          : heavy.pass(projectId, run, () -> question.answer(heavy.waiting() > MANY_WAITING));
    }
  }

  private void count(Run run, Outcome outcome, long begin) {
    if (outcome == Outcome.ANSWERED || run.reason() == null) {
      counts.add(outcome, begin);
    } else {
      counts.add(run.isOverBudget() ? Outcome.OVER_BUDGET : Outcome.STOPPED, begin);
    }
  }

  /** How queries came out. */
  public AnswerCounts counts() {
    return counts;
  }

  /** Stops the project's query under this id; false when there is none. */
  public boolean stop(int projectId, String id) {
    Run run = named.get(new Name(projectId, id));
    if (run == null) {
      return false;
    }
    run.stop("The query was stopped, as was asked for.");
    return true;
  }

  /** Stops all queries: what is open at the end would have to wait for theirs. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    runs.forEach(run -> run.stop(STOPPING));
    long begin = System.nanoTime();
    while (!runs.isEmpty() && System.nanoTime() - begin < STOP_NANOS) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    budgets.shutdownNow();
  }
}

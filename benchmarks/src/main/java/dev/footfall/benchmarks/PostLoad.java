package dev.footfall.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts traffic over a few kept-alive connections and keeps account of what was acknowledged. A
 * post that the server has no room for is sent again with the same id, as the library does.
 */
final class PostLoad {

  private static final long MOST_WAIT_SECONDS = 1;

  private final ApiTraffic traffic;
  private final int connections;
  private final double postsPerSecond;

  /** As fast as the server answers. */
  PostLoad(ApiTraffic traffic, int connections) {
    this(traffic, connections, Double.POSITIVE_INFINITY);
  }

  /** So many a second, or as many as the server answers. */
  PostLoad(ApiTraffic traffic, int connections, double postsPerSecond) {
    this.traffic = traffic;
    this.connections = connections;
    this.postsPerSecond = postsPerSecond;
  }

  /** Sends the posts of a range, and no more when the time is over. */
  Posted run(int port, long from, long to, Duration longest)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      AtomicLong next = new AtomicLong(from);
      long start = System.nanoTime();
      List<Future<Posted>> parts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Callable<Posted> part = () -> send(port, next, from, to, start, longest.toNanos());
        parts.add(threads.submit(part));
      }
      Posted all = new Posted(start);
      for (Future<Posted> part : parts) {
        all.add(part.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private Posted send(int port, AtomicLong next, long from, long to, long start, long nanos)
      throws IOException {
    Posted posted = new Posted(start);
    Post post = new Post();
    try (HttpConnection connection = new HttpConnection(port)) {
      while (System.nanoTime() - start < nanos) {
        long number = next.getAndIncrement();
        long due = (long) ((number - from) * 1e9 / postsPerSecond);
        if (number >= to || due >= nanos) {
          break;
        }
        awaitDue(start + due);
        traffic.write(number, post);
        long sent = System.nanoTime();
        while (!isStored(connection, post)) {
          posted.addBusy();
        }
        posted.add(sent, System.nanoTime(), post.tally);
      }
    }
    return posted;
  }

  private static void awaitDue(long due) {
    for (long left; (left = due - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  private static boolean isStored(HttpConnection connection, Post post) throws IOException {
    HttpConnection.Answer answer =
        connection.post(
            "/api/requests",
            "Idempotency-Key: " + post.id + "\r\n",
            post.body.array(),
            post.body.length());
    if (answer.isBusy()) {
      LockSupport.parkNanos(Duration.ofSeconds(MOST_WAIT_SECONDS).toNanos());
      return false;
    }
    if (answer.status() != 201
        || !answer.body().contains("\"accepted\":" + post.tally.records() + ",")) {
      throw new IOException("answered " + answer.status() + " " + answer.body());
    }
    return true;
  }
}

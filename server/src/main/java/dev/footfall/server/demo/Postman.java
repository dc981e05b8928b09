package dev.footfall.server.demo;

import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.ingest.PostKind;
import dev.footfall.server.ingest.Receipt;
import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Hands posts to ingest, which takes them as it does those that come over HTTP. */
final class Postman implements AutoCloseable {
  /** Many wait for one commit. */
  private static final int AT_ONCE = 8;

  private static final int TOO_EARLY = 503;

  private final Ingest ingest;
  private final String key;
  private final CountDownLatch closing;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "footfall-demo-post");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param closing counted down when nothing is to be repeated any more
   */
  Postman(Ingest ingest, String key, CountDownLatch closing) {
    this.ingest = ingest;
    this.key = key;
    this.closing = closing;
  }

  /** What each service would say when it starts. */
  void declareRoutes() throws IOException, InterruptedException {
    Map<Service, List<String>> routes = new LinkedHashMap<>();
    for (Route route : Catalogue.ROUTES) {
      routes.computeIfAbsent(route.service(), s -> new ArrayList<>()).add(route.operation());
    }
    routes.getOrDefault(Service.BOOKSHOP, List.of()).addAll(Catalogue.UNUSED);
    List<Post> posts = new ArrayList<>();
    routes.forEach(
        (service, some) -> {
          Origin origin =
              new Origin(service, Visits.PRODUCTION, Releases.instance(service, 1), "1");
          posts.add(new Post(PostKind.ROUTES, origin, some, "routes " + service));
        });
    post(posts);
  }

  /**
   * Stores all of them.
   *
   * @return how many of their requests are new
   */
  int post(List<Post> posts) throws IOException, InterruptedException {
    List<Future<Integer>> outcomes = new ArrayList<>();
    for (Post post : posts) {
      outcomes.add(threads.submit(() -> send(post)));
    }
    int accepted = 0;
    for (Future<Integer> outcome : outcomes) {
      try {
        accepted += outcome.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Refusal refusal) {
          throw refusal;
        }
        throw new IOException("The demo's records could not be stored", e.getCause());
      }
    }
    return accepted;
  }

  /** Again and again while the server has no time or no room for it. */
  private int send(Post post) throws InterruptedException {
    byte[] body = post.body(key);
    while (true) {
      try {
        Receipt receipt =
            ingest.accept(
                post.kind(),
                new ByteArrayInputStream(body),
                null,
                post.id().toString(),
                hash -> {});
        return post.kind() == PostKind.REQUESTS ? receipt.accepted() : 0;
      } catch (Refusal e) {
        if (e.status() != TOO_EARLY || closing.await(1, TimeUnit.SECONDS)) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}

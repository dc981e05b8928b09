package dev.footfall.examples.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Sends the crowd to the services, as irregular as people come. */
final class Traffic implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_AT_ONCE = 100;

  private final HttpClient client;
  private final Services services;
  private final Duration meanGap;
  private final Crowd crowd = new Crowd();
  private final List<Visitor> visitors = crowd.gather();
  private final Semaphore free = new Semaphore(MOST_AT_ONCE);
  private final Thread thread = new Thread(this::run, "demo-traffic");
  private volatile boolean closed;

  private Traffic(HttpClient client, Services services, Duration meanGap) {
    this.client = client;
    this.services = services;
    this.meanGap = meanGap;
  }

  static Traffic start(HttpClient client, Services services, Duration meanGap) {
    Traffic traffic = new Traffic(client, services, meanGap);
    traffic.thread.start();
    return traffic;
  }

  private void run() {
    while (!closed) {
      if (free.tryAcquire()) {
        send(crowd.pick(visitors, Visitor::weight));
      }
      LockSupport.parkNanos(gapNanos());
    }
  }

  /** Exponentially distributed, as the gaps of independent arrivals are. */
  private long gapNanos() {
    return (long) (-Math.log(1 - ThreadLocalRandom.current().nextDouble()) * meanGap.toNanos());
  }

  private void send(Visitor visitor) {
    Errand errand = crowd.pick(visitor.errands(), Errand::weight);
    Service service = errand.service();
    List<String> instances = services.urls(service);
    String instance = instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
    Errand.Call call = errand.call().get();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(instance + call.path()))
            .timeout(PATIENCE)
            .header("User-Agent", visitor.agent())
            // as the load balancer in front of the service would say
            .header("X-Forwarded-For", visitor.address());
    if (visitor.token() != null) {
      request.header(service.header(), service.credential(visitor.token()));
    }
    if (call.body().isEmpty()) {
      request.method(call.method(), BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(call.method(), BodyPublishers.ofString(call.body()));
    }
    var unused =
        client
            .sendAsync(request.build(), BodyHandlers.discarding())
            .whenComplete((answer, failure) -> free.release());
  }

  /** Waits for the answers that are still under way, so that the services close in peace. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      free.acquire(MOST_AT_ONCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

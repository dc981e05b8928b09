package dev.footfall.examples.demo;

import dev.footfall.Config;
import dev.footfall.examples.javalin.Payments;
import dev.footfall.examples.javalin.PaymentsAnalytics;
import dev.footfall.examples.servlet.Bookshop;
import dev.footfall.examples.servlet.ShopAnalytics;
import dev.footfall.examples.spring.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The company's services, recording under one key. Users have the same token everywhere, and the
 * services share a secret, so that one person is one pseudonym.
 */
final class Services implements AutoCloseable {

  private static final String ENVIRONMENT = "demo";
  private static final String SECRET = "the demo's own";
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(2);

  private final DemoOptions options;
  private final String serverUrl;
  private final String key;
  private final List<Running> running = new ArrayList<>();

  private record Running(Service service, String url, AutoCloseable application) {}

  private Services(DemoOptions options, String serverUrl, String key) {
    this.options = options;
    this.serverUrl = serverUrl;
    this.key = key;
  }

  /** Starts all of them at once, for one of them takes its time. */
  static Services start(DemoOptions options, String serverUrl, String key) throws Exception {
    Services services = new Services(options, serverUrl, key);
    List<Callable<Running>> starts =
        List.of(
            () -> services.bookshop(1, "2.4.0"),
            () -> services.bookshop(2, "2.5.0"),
            services::members,
            services::payments);
    ExecutorService threads = Executors.newFixedThreadPool(starts.size());
    try {
      services.keep(threads.invokeAll(starts));
    } finally {
      threads.shutdown();
    }
    return services;
  }

  private void keep(List<Future<Running>> started) throws Exception {
    @Nullable ExecutionException failure = null;
    for (Future<Running> one : started) {
      try {
        running.add(one.get());
      } catch (ExecutionException e) {
        failure = e;
      }
    }
    if (failure != null) {
      close();
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    }
  }

  private Running bookshop(int number, String version) throws Exception {
    Config config = config(Service.BOOKSHOP, "bookshop-" + number, version);
    Bookshop shop = Bookshop.start(options.servicePort(number), ShopAnalytics.of(config, SECRET));
    return new Running(Service.BOOKSHOP, shop.url(), shop);
  }

  /** Says its name itself. */
  private Running members() {
    Members members =
        Members.start(
            options.servicePort(3),
            Map.of(
                "footfall.api-key", key,
                "footfall.server-url", serverUrl,
                "footfall.environment", ENVIRONMENT,
                "footfall.instance", "members-1",
                "footfall.version", "1.12.3",
                "footfall.hash-user-ids", SECRET,
                "footfall.flush-interval", FLUSH_INTERVAL.toString()));
    return new Running(Service.MEMBERS, members.url(), members);
  }

  private Running payments() {
    Config config = config(Service.PAYMENTS, "payments-1", "0.9.1");
    Payments payments =
        Payments.start(options.servicePort(4), PaymentsAnalytics.of(config, SECRET));
    return new Running(Service.PAYMENTS, payments.url(), payments);
  }

  private Config config(Service service, String instance, String version) {
    return Config.builder(key)
        .serverUrl(serverUrl)
        .service(service.toString())
        .environment(ENVIRONMENT)
        .instance(instance)
        .version(version)
        .flushInterval(FLUSH_INTERVAL)
        .build();
  }

  /** Where its instances are. */
  List<String> urls(Service service) {
    return running.stream().filter(r -> r.service() == service).map(Running::url).toList();
  }

  /** All of them, even if one cannot be stopped. */
  @Override
  public void close() {
    @Nullable IllegalStateException failure = null;
    for (Running one : running) {
      try {
        one.application().close();
      } catch (Exception e) {
        failure = new IllegalStateException(one.service() + " could not be stopped", e);
      }
    }
    running.clear();
    if (failure != null) {
      throw failure;
    }
  }
}

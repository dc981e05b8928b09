package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What {@link AdapterContract} stands on: one application without the adapter and one with it,
 * questions asked of both, and the record that each has left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ContractFixture {

  /** The application under test, on a free loopback port, all pages below {@link #base}. */
  public interface Application {
    int port();

    void stop() throws Exception;
  }

  /**
   * Whether the application has to serve each request on a virtual thread. From JDK 21 on it has,
   * so that the two kinds of threads are each proved by a run of all cases.
   */
  public static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String KEY = "841018cf-1111-4222-8333-444455556666";

  final FootfallStandIn server = new FootfallStandIn();
  Analytics analytics;
  Application without;
  Application with;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * Starts the application.
   *
   * @param adapters what its adapter is to record with: none for an application without the
   *     adapter, and one for each time that it is registered
   */
  protected abstract Application start(List<Analytics> adapters) throws Exception;

  /** The version of the container or framework that is running, by its own account. */
  protected abstract String version();

  /** The context path under which all pages are. */
  protected String base() {
    return "/app";
  }

  /** How this framework writes a route, given as {@code /items/{id}}. */
  protected String route(String template) {
    return base() + template;
  }

  @BeforeAll
  final void startApplications() throws Exception {
    analytics = analytics();
    without = start(List.of());
    with = start(List.of(analytics));
  }

  /** A client for the stand-in server, always with the same key. */
  final Analytics analytics() {
    return Analytics.create(
        Config.builder(KEY)
            .serverUrl(server.url())
            .framework("Contract")
            .userId(ContractFixture::user)
            .build());
  }

  /** Frameworks that have no notion of a principal keep the user in an attribute. */
  private static String user(RequestView request) {
    String principal = request.principal();
    return principal != null ? principal : (String) request.attribute("user");
  }

  @AfterAll
  final void stopApplications() throws Exception {
    try {
      if (with != null) {
        with.stop();
      }
      if (without != null) {
        without.stop();
      }
      assertThat(analytics.stats().recorded()).as("records in all").isEqualTo(calls.get());
      assertThat(undeclaredRoutes()).as("recorded routes that were not declared").isEmpty();
    } finally {
      analytics.close();
      server.close();
    }
  }

  /** They are posted on their own, and perhaps later than the records. */
  final List<String> awaitDeclaredRoutes() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (server.declaredRoutes().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
    }
    return server.declaredRoutes();
  }

  private Set<String> undeclaredRoutes() {
    List<String> declared = awaitDeclaredRoutes();
    Set<String> undeclared = new TreeSet<>();
    for (JsonNode r : server.records()) {
      String method = r.get("method").asText().replace("HEAD", "GET");
      String route = r.path("route").asText(null);
      boolean known =
          declared.contains(method + " " + route)
              || declared.contains("* " + route)
              // asked by browsers, answered by frameworks
              || method.equals("OPTIONS");
      if (route != null && !known) {
        undeclared.add(method + " " + route);
      }
    }
    return undeclared;
  }

  /** Else a line could prove something else than README says. */
  @Test
  final void version_isThePinnedOne() {
    assertThat(version()).isEqualTo(System.getProperty("footfall.contract.version"));
  }

  /** Else README's list of exemptions could be short of one. */
  @Test
  final void exemptions_haveReasons() {
    List<String> silent = new ArrayList<>();
    for (Class<?> c = getClass(); c != AdapterContract.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (isCaseOfTheContract(method) && !method.isAnnotationPresent(Exempt.class)) {
          silent.add(method.toString());
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  private static boolean isCaseOfTheContract(Method method) {
    for (Class<?> c = AdapterContract.class; c != Object.class; c = c.getSuperclass()) {
      if (Arrays.stream(c.getDeclaredMethods()).anyMatch(m -> isCase(m, method))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCase(Method declared, Method method) {
    return declared.isAnnotationPresent(Test.class)
        && declared.getName().equals(method.getName())
        && declared.getParameterCount() == method.getParameterCount();
  }

  /** A request of the contract's, and what is to become of it. */
  protected final ContractCase get(String page) {
    return request("GET", page);
  }

  /** As {@link #get}, by another method. */
  protected final ContractCase request(String method, String page) {
    return new ContractCase(this, method, page);
  }

  /** Each call to the application with the adapter has its own, so that its record is found. */
  final String newAgent() {
    return "contract/" + calls.incrementAndGet();
  }

  /** The one record of this call. */
  final JsonNode recordOf(String agent) {
    // The client may have its answer a moment before the container is done with the request.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<JsonNode> found = List.of();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      assertThat(analytics.flush(PATIENCE)).as("flushed").isTrue();
      found = recordsOf(agent);
    }
    // One more of the same request would be on its way by now.
    assertThat(analytics.flush(PATIENCE)).as("flushed").isTrue();
    assertThat(recordsOf(agent)).as("records of %s", agent).hasSize(1);
    return found.get(0);
  }

  final List<JsonNode> recordsOf(String agent) {
    return server.records().stream()
        .filter(r -> r.path("user_agent").asText().equals(agent))
        .toList();
  }
}

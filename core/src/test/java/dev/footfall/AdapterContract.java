package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every adapter owes its users, on every container and framework: the application behaves as
 * if the adapter were not there, and each request is recorded once, with what the client saw.
 *
 * <p>A subclass starts an application with the pages of this contract. Each test asks a page of it
 * without the adapter and with it, compares both answers byte for byte, and then looks at the
 * record. What a framework does not have is an override that says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AdapterContract {

  /** The application under test, on a free loopback port, all pages below {@link #base}. */
  public interface Application {
    int port();

    void stop() throws Exception;
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  protected static final String BASIC_ADA = "Basic YWRhOnNlY3JldA==";
  protected static final String BASIC_BOB = "Basic Ym9iOnNlY3JldA==";
  protected static final String BASIC_WRONG = "Basic YWRhOndyb25n";

  private final FootfallStandIn server = new FootfallStandIn();
  private Analytics analytics;
  private Application without;
  private Application with;
  private int calls;

  /**
   * Starts the application.
   *
   * @param analytics what its adapter is to record with, or null for an application without adapter
   */
  protected abstract Application start(Analytics analytics) throws Exception;

  /** The context path under which all pages are. */
  protected String base() {
    return "/app";
  }

  /** How this framework writes a route, given as {@code /items/{id}}. */
  protected String route(String template) {
    return base() + template;
  }

  @BeforeAll
  void startApplications() throws Exception {
    analytics =
        Analytics.create(
            Config.builder("841018cf-1111-4222-8333-444455556666")
                .serverUrl(server.url())
                .framework("Contract")
                .userId(AdapterContract::user)
                .build());
    without = start(null);
    with = start(analytics);
  }

  /** Frameworks that have no notion of a principal keep the user in an attribute. */
  private static String user(RequestView request) {
    String principal = request.principal();
    return principal != null ? principal : (String) request.attribute("user");
  }

  @AfterAll
  void stopApplications() throws Exception {
    try {
      if (with != null) {
        with.stop();
      }
      if (without != null) {
        without.stop();
      }
      assertThat(analytics.stats().recorded()).as("records in all").isEqualTo(calls);
      assertThat(undeclaredRoutes()).as("recorded routes that were not declared").isEmpty();
    } finally {
      analytics.close();
      server.close();
    }
  }

  private Set<String> undeclaredRoutes() {
    List<String> declared = server.declaredRoutes();
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

  /** A request of the contract's, and what is to become of it. */
  protected final Case get(String page) {
    return request("GET", page);
  }

  /** As {@link #get}, by another method. */
  protected final Case request(String method, String page) {
    return new Case(method, page);
  }

  /** Asks a page with and without the adapter. */
  protected final class Case {
    private final String method;
    private final String page;
    private final StringBuilder headers = new StringBuilder();
    private String body = "";
    private int status = 200;
    private String content = "";
    private boolean checksRoute;
    private String route;
    private String error;
    private String user = "";
    private long atLeastMillis;

    private Case(String method, String page) {
      this.method = method;
      this.page = page;
    }

    public Case header(String name, String value) {
      headers.append(name).append(": ").append(value).append("\r\n");
      return this;
    }

    public Case body(String type, String body) {
      this.body = body;
      return header("Content-Type", type).header("Content-Length", "" + body.length());
    }

    /** What the client must get, with and without; 200 unless said. */
    public Case answers(int status) {
      this.status = status;
      return this;
    }

    /** A text that must be in the answer, so that the case cannot pass by another page's. */
    public Case with(String content) {
      this.content = content;
      return this;
    }

    public Case onRoute(String template) {
      checksRoute = true;
      route = route(template);
      return this;
    }

    public Case onNoRoute() {
      checksRoute = true;
      route = null;
      return this;
    }

    /** The class of the exception that fails the request must be in the record. */
    public Case failsWith(Class<? extends Throwable> error) {
      this.error = error.getName();
      return this;
    }

    public Case by(String user) {
      this.user = user;
      return this;
    }

    public Case takesAtLeast(long millis) {
      this.atLeastMillis = millis;
      return this;
    }

    /** Runs the case. */
    public JsonNode isUntouchedAndRecordedOnce() {
      RawExchange expected = RawExchange.of(without.port(), text(""));
      assertThat(expected.status()).as(expected.bytes()).isEqualTo(status);
      assertThat(expected.bytes()).contains(content);

      RawExchange seen = ask();
      JsonNode r = recordOfLastCall();
      assertThat(seen.comparable()).as("the answer").isEqualTo(expected.comparable());
      assertThat(r.path("status").asInt()).as("%s", r).isEqualTo(status);
      assertThat(r.path("method").asText()).isEqualTo(method);
      assertThat(r.path("path").asText()).isEqualTo(base() + page.replaceAll("\\?.*", ""));
      assertThat(r.path("hostname").asText()).isEqualTo("api.example.org");
      assertThat(r.path("ip_address").asText()).isEqualTo("198.51.100.7");
      assertThat(r.path("user_id").asText()).as("%s", r).isEqualTo(user);
      assertThat(r.path("response_time_us").asLong() / 1_000)
          .as("milliseconds, of which the client saw %s", seen.millis())
          .isBetween(Math.max(0, atLeastMillis - 5), seen.millis() + 50);
      if (checksRoute) {
        assertThat(r.path("route").asText(null)).as("%s", r).isEqualTo(route);
      }
      if (error != null) {
        assertThat(r.path("error").asText()).as("%s", r).isEqualTo(error);
      }
      return r;
    }

    /** Asks the application with the adapter. */
    private RawExchange ask() {
      calls++;
      return RawExchange.of(with.port(), text(agent()));
    }

    private String text(String agent) {
      return "%s %s%s HTTP/1.1\r\nHost: API.example.org\r\nUser-Agent: %s\r\n"
              .formatted(method, base(), page, agent)
          + "X-Forwarded-For: 6.6.6.6, 198.51.100.7\r\n"
          + headers
          + "Connection: close\r\n\r\n"
          + body;
    }
  }

  /** Each call has its own, so that its record is found again. */
  private String agent() {
    return "contract/" + calls;
  }

  private JsonNode recordOfLastCall() {
    // The client may have its answer a moment before the container is done with the request.
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<JsonNode> found = List.of();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      assertThat(analytics.flush(PATIENCE)).as("flushed").isTrue();
      found =
          server.records().stream()
              .filter(r -> r.path("user_agent").asText().equals(agent()))
              .toList();
    }
    assertThat(found).as("records of the last call").hasSize(1);
    return found.get(0);
  }

  // What returns

  @Test
  protected void answer() {
    get("/text").with("hello").onRoute("/text").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void pathVariable_isNotInTheRoute() {
    get("/items/a%20b?secret=1")
        .with("item a b")
        .onRoute("/items/{id}")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void requestBody_isTheHandlersAlone() {
    request("POST", "/echo")
        .body("text/plain", "x".repeat(20_000))
        .answers(201)
        .with("x".repeat(2_000))
        .onRoute("/echo")
        .isUntouchedAndRecordedOnce();
  }

  /** The page tells their classes, down to the innermost: a wrapper would show. */
  @Test
  protected void requestAndResponse_areTheContainersOwn() {
    get("/classes").with(" ").onRoute("/classes").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void emptyAnswer() {
    get("/empty").answers(204).onRoute("/empty").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void slowAnswer_isTimedUntilItsEnd() {
    get("/slow").takesAtLeast(120).onRoute("/slow").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void stream_keepsItsFlushes() {
    get("/stream").with("one").takesAtLeast(150).onRoute("/stream").isUntouchedAndRecordedOnce();

    RawExchange seen = get("/stream").ask();
    assertThat(seen.millisOf("two") - seen.millisOf("one")).isGreaterThan(100);
  }

  @Test
  protected void redirect() {
    get("/redirect").answers(302).with("/text").onRoute("/redirect").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void notModified() {
    get("/etag")
        .header("If-None-Match", "\"1\"")
        .answers(304)
        .onRoute("/etag")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void head_isRecordedAsSent() {
    request("HEAD", "/text").onRoute("/text").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void forward_belongsToItsRequest() {
    get("/forward").with("hello").onRoute("/forward").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void include_belongsToItsRequest() {
    get("/include").with("hello").onRoute("/include").isUntouchedAndRecordedOnce();
  }

  // Static files

  @Test
  protected void staticFile_hasNoRoute() {
    get("/static/file.txt").with("0123456789").onNoRoute().isUntouchedAndRecordedOnce();
  }

  @Test
  protected void staticFile_head() {
    request("HEAD", "/static/file.txt").onNoRoute().isUntouchedAndRecordedOnce();
  }

  @Test
  protected void staticFile_range() {
    get("/static/file.txt")
        .header("Range", "bytes=2-5")
        .answers(206)
        .with("2345")
        .onNoRoute()
        .isUntouchedAndRecordedOnce();
  }

  // Cross-origin requests

  @Test
  protected void preflight_isRecordedAsOptions() {
    request("OPTIONS", "/cors")
        .header("Origin", "https://shop.example.org")
        .header("Access-Control-Request-Method", "GET")
        .with("Access-Control-Allow-Origin: https://shop.example.org")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void crossOriginAnswer() {
    get("/cors")
        .header("Origin", "https://shop.example.org")
        .with("Access-Control-Allow-Origin: https://shop.example.org")
        .onRoute("/cors")
        .isUntouchedAndRecordedOnce();
  }

  // What is refused

  @Test
  protected void unknownPath_hasNoRoute() {
    get("/nowhere/wp-login.php").answers(404).onNoRoute().isUntouchedAndRecordedOnce();
  }

  /** Frameworks differ on whether a route has matched. */
  @Test
  protected void wrongMethod() {
    request("DELETE", "/text").answers(405).isUntouchedAndRecordedOnce();
  }

  @Test
  protected void noCredentials() {
    get("/secret").answers(401).with("WWW-Authenticate: ").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void wrongCredentials() {
    get("/secret").header("Authorization", BASIC_WRONG).answers(401).isUntouchedAndRecordedOnce();
  }

  @Test
  protected void allowedUser_isThePrincipal() {
    get("/secret")
        .header("Authorization", BASIC_ADA)
        .with("secret of ada")
        .by("ada")
        .onRoute("/secret")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void forbiddenUser_isThePrincipalToo() {
    get("/secret")
        .header("Authorization", BASIC_BOB)
        .answers(403)
        .by("bob")
        .isUntouchedAndRecordedOnce();
  }

  // What fails

  @Test
  protected void statusOfAnError() {
    get("/send-error").answers(418).onRoute("/send-error").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void handledException_hasTheHandlersStatus() {
    get("/handled").answers(409).with("handled").onRoute("/handled").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void exception_isNamed() {
    get("/throws")
        .answers(500)
        .onRoute("/throws")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  /** An answer of 4xx is what its handler wants to say; a 5xx is a failure all the same. */
  @Test
  protected void handledException_whenAFailureAllTheSame_isNamed() {
    get("/handled-failure")
        .answers(502)
        .with("handled")
        .onRoute("/handled-failure")
        .failsWith(UncheckedIOException.class)
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void exceptionAfterCommit_keepsTheStatusThatWasSent() {
    get("/throws-late")
        .with("part")
        .onRoute("/throws-late")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  // What goes on elsewhere

  @Test
  protected void asyncAnswer_isTimedUntilItsEnd() {
    get("/async")
        .answers(202)
        .with("later")
        .takesAtLeast(80)
        .onRoute("/async")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void asyncAnswer_whenThereAtOnce() {
    get("/async-at-once").with("now").onRoute("/async-at-once").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void asyncException_isNamed() {
    get("/async-throws")
        .answers(500)
        .takesAtLeast(40)
        .onRoute("/async-throws")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void asyncTimeout_hasTheStatusThatWasSent() {
    get("/async-timeout")
        .answers(asyncTimeoutStatus())
        .takesAtLeast(100)
        .onRoute("/async-timeout")
        .isUntouchedAndRecordedOnce();
  }

  /** What the framework makes of asynchronous processing that takes too long. */
  protected int asyncTimeoutStatus() {
    return 500;
  }

  @Test
  protected void serverSentEvents_areOneRecord() {
    get("/events")
        .header("Accept", "text/event-stream")
        .with("two")
        .takesAtLeast(60)
        .onRoute("/events")
        .isUntouchedAndRecordedOnce();
  }

  // What is there to be asked

  @Test
  protected void routesOfTheApplication_areDeclared() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (server.declaredRoutes().isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(server.declaredRoutes())
        .contains(declared("GET", "/items/{id}"), declared("POST", "/echo"))
        .doesNotHaveDuplicates()
        .noneMatch(route -> route.contains("static") || route.contains("**"));
  }

  /** How this framework declares a route; one that does not tell methods has {@code *} for any. */
  protected String declared(String method, String template) {
    return method + " " + route(template);
  }
}

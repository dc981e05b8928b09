package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.RawExchange.Reading;
import dev.footfall.RawExchange.Sending;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A page to be asked with the adapter and without it, and what both must be like. */
public final class ContractCase {

  /** By how much the end of a request may be later for its server than for its client. */
  private static final long TOLERANCE_MILLIS = 500;

  private final ContractFixture fixture;
  private final String method;
  private final String page;
  private final StringBuilder headers = new StringBuilder();
  private String connection = "close";
  private Sending body = out -> {};
  private Reading reading = Reading.PROMPT;
  private int status = 200;
  private String content = "";
  private boolean checksRoute;
  private String route;
  private boolean checksError = true;
  private String error;
  private String user = "";
  private long atLeastMillis;
  private volatile String agent = "";

  ContractCase(ContractFixture fixture, String method, String page) {
    this.fixture = fixture;
    this.method = method;
    this.page = page;
  }

  public ContractCase header(String name, String value) {
    headers.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  public ContractCase body(String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return header("Content-Length", "" + bytes.length).body(type, out -> out.write(bytes));
  }

  /** A body whose length, or coding, a header has told. */
  ContractCase body(String type, Sending body) {
    this.body = body;
    return header("Content-Type", type);
  }

  ContractCase upgrade(String protocol) {
    connection = "Upgrade";
    return header("Upgrade", protocol);
  }

  ContractCase read(Reading reading) {
    this.reading = reading;
    return this;
  }

  /** What the client must get, with and without; 200 unless said. */
  public ContractCase answers(int status) {
    this.status = status;
    return this;
  }

  /** A text that must be in the answer, so that the case cannot pass by another page's. */
  public ContractCase with(String content) {
    this.content = content;
    return this;
  }

  public ContractCase onRoute(String template) {
    checksRoute = true;
    route = fixture.route(template);
    return this;
  }

  public ContractCase onNoRoute() {
    checksRoute = true;
    route = null;
    return this;
  }

  /** The class of the exception that fails the request must be in the record; else none may. */
  public ContractCase failsWith(Class<? extends Throwable> error) {
    this.error = error.getName();
    return this;
  }

  /** Whether the record names an exception is up to the framework. */
  public ContractCase mayFail() {
    checksError = false;
    return this;
  }

  public ContractCase by(String user) {
    this.user = user;
    return this;
  }

  public ContractCase takesAtLeast(long millis) {
    this.atLeastMillis = millis;
    return this;
  }

  /** Runs the case. */
  public JsonNode isUntouchedAndRecordedOnce() {
    return isUntouchedAndRecordedAs(status);
  }

  /** Runs the case where the record cannot have the status that the client saw. */
  public JsonNode isUntouchedAndRecordedAs(int recorded) {
    RawExchange expected = askWithout();
    assertThat(expected.status()).as(expected.bytes()).isEqualTo(status);
    assertThat(expected.bytes()).contains(content);

    RawExchange seen = ask();
    JsonNode r = fixture.recordOf(agent);
    assertThat(seen.comparable()).as("the answer").isEqualTo(expected.comparable());
    isRight(r, recorded, seen);
    return r;
  }

  /** Looks at the record of an answer that is not comparable as a whole. */
  JsonNode isRecordedOnce(RawExchange seen) {
    JsonNode r = fixture.recordOf(agent);
    isRight(r, status, seen);
    return r;
  }

  private void isRight(JsonNode r, int recorded, RawExchange seen) {
    assertThat(r.path("status").asInt()).as("%s", r).isEqualTo(recorded);
    assertThat(r.path("method").asText()).isEqualTo(method);
    assertThat(r.path("path").asText()).isEqualTo(fixture.base() + page.replaceAll("\\?.*", ""));
    assertThat(r.path("hostname").asText()).isEqualTo("api.example.org");
    assertThat(r.path("ip_address").asText()).isEqualTo("198.51.100.7");
    assertThat(r.path("user_id").asText()).as("%s", r).isEqualTo(user);
    assertThat(r.path("response_time_us").asLong() / 1_000)
        .as("milliseconds, of which the client saw %s", seen.millis())
        .isBetween(Math.max(0, atLeastMillis - 5), seen.millis() + TOLERANCE_MILLIS);
    if (checksRoute) {
      assertThat(r.path("route").asText(null)).as("%s", r).isEqualTo(route);
    }
    if (checksError) {
      assertThat(r.path("error").asText(null)).as("%s", r).isEqualTo(error);
    }
  }

  RawExchange askWithout() {
    return RawExchange.of(fixture.without.port(), out -> write(out, ""), reading);
  }

  /** Asks the application with the adapter. */
  RawExchange ask() {
    String agent = fixture.newAgent();
    this.agent = agent;
    return RawExchange.of(fixture.with.port(), out -> write(out, agent), reading);
  }

  /** By which the record of the last {@link #ask} is found. */
  String agent() {
    return agent;
  }

  private void write(OutputStream out, String agent) throws IOException {
    String head =
        "%s %s%s HTTP/1.1\r\nHost: API.example.org\r\nUser-Agent: %s\r\n"
                .formatted(method, fixture.base(), page, agent)
            + "X-Forwarded-For: 6.6.6.6, 198.51.100.7\r\n"
            + headers
            + "Connection: "
            + connection
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    body.writeTo(out);
  }
}

package dev.footfall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A stand-in for the hosted service, as harsh as its sources: what it refuses, it refuses whole;
 * what it leaves out, it leaves out silently. Independent of the client's own rules on purpose.
 */
public final class HostedService implements AutoCloseable {

  /** The two sets of validators that its sources can be built with. */
  public enum Rules {
    LENIENT,
    STRICT
  }

  /** What became of one post. */
  public record Outcome(int status, String message, List<JsonNode> stored) {}

  private static final Set<String> FRAMEWORKS =
      Set.of(
          "FastAPI",
          "Flask",
          "Gin",
          "Echo",
          "Express",
          "Fastify",
          "Koa",
          "Chi",
          "Fiber",
          "Actix",
          "Axum",
          "Tornado",
          "Django",
          "Rails",
          "Laravel",
          "Sinatra",
          "Rocket",
          "ASP.NET Core",
          "Hono");
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "HEAD", "TRACE");
  private static final List<String> LENIENT_WORDS =
      List.of("'", "--", "select", "insert", "update");
  private static final List<String> STRICT_WORDS =
      List.of(
          ";",
          "\\",
          "/*",
          "*/",
          "xp_",
          "sp_",
          "delete",
          "drop",
          "create",
          "alter",
          "truncate",
          "exec",
          "union",
          "script",
          "declare");
  private static final int MAX_AGENTS = 8_090;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rules rules;
  private final HttpServer server;
  private final List<JsonNode> stored = Collections.synchronizedList(new ArrayList<>());
  private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());

  public HostedService(Rules rules) {
    this.rules = rules;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/api/log-request", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The records that a look into the service's database would show. */
  public List<JsonNode> stored() {
    return List.copyOf(stored);
  }

  /** The messages of all refusals so far. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Outcome outcome = judge(body, rules);
      stored.addAll(outcome.stored());
      if (outcome.status() != 201) {
        refusals.add(outcome.message());
      }
      byte[] answer =
          "{\"message\":\"%s\",\"status\":%d}"
              .formatted(outcome.message(), outcome.status())
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(outcome.status(), answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** What the service makes of a post's body. */
  public static Outcome judge(byte[] body, Rules rules) {
    JsonNode post;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      post = JSON.readTree(body);
    } catch (IOException e) {
      return refused("Invalid data.");
    }
    if (!FRAMEWORKS.contains(post.path("framework").asText())) {
      return refused("Unsupported API framework.");
    }
    String key = post.path("api_key").asText();
    if (key.isEmpty()) {
      return refused("API key requied.");
    }
    if (!key.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")) {
      return refused("Invalid data.");
    }
    JsonNode requests = post.path("requests");
    if (requests.isEmpty()) {
      return refused("Payload contains no logged requests.");
    }
    List<JsonNode> kept = new ArrayList<>();
    Set<String> agents = new HashSet<>();
    int agentBytes = 0;
    for (int i = 0; i < Math.min(2_000, requests.size()); i++) {
      JsonNode r = requests.get(i);
      if (spoilsThePost(r)) {
        return refused("Invalid data.");
      }
      String agent = r.get("user_agent").asText();
      if (agents.add(agent)) {
        agentBytes += agent.getBytes(StandardCharsets.UTF_8).length + 19;
      }
      if (!isSkipped(r, rules)) {
        kept.add(r);
      }
    }
    if (agentBytes > MAX_AGENTS) {
      return refused("Invalid data.");
    }
    if (kept.isEmpty()) {
      return refused("Invalid request data.");
    }
    return new Outcome(201, "API requests logged successfully.", kept);
  }

  private static Outcome refused(String message) {
    return new Outcome(400, message, List.of());
  }

  private static boolean spoilsThePost(JsonNode r) {
    JsonNode time = r.get("response_time");
    JsonNode status = r.get("status");
    if (time == null || !time.isInt() || time.asInt() < 0 || time.asInt() > Short.MAX_VALUE) {
      return true;
    }
    if (status == null || !status.isInt() || Math.abs(status.asInt()) > Short.MAX_VALUE) {
      return true;
    }
    JsonNode address = r.get("ip_address");
    if (address != null && !address.isNull() && !isAddress(address)) {
      return true;
    }
    try {
      OffsetDateTime.parse(r.get("created_at").textValue());
    } catch (DateTimeException | NullPointerException e) {
      return true;
    }
    for (String field : List.of("hostname", "path", "user_agent", "method", "user_id")) {
      JsonNode text = r.get(field);
      if (text == null || !text.isTextual() || !survivesCut(text.textValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAddress(JsonNode node) {
    if (!node.isTextual()) {
      return false;
    }
    String text = node.textValue();
    if (text.isEmpty() || text.matches("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}")) {
      return true;
    }
    if (!text.matches("[0-9a-f:.]*:[0-9a-f:.]*")) {
      return false;
    }
    try {
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean survivesCut(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(255, bytes.length))));
    } catch (CharacterCodingException e) {
      return false;
    }
    return text.indexOf('\0') < 0;
  }

  /** Whether the record vanishes behind the 201. */
  public static boolean isSkipped(JsonNode r, Rules rules) {
    if (!METHODS.contains(r.get("method").asText())) {
      return true;
    }
    for (String field : List.of("hostname", "path", "user_agent", "user_id")) {
      String text = r.get(field).asText();
      String lower = text.toLowerCase(Locale.ROOT);
      if (LENIENT_WORDS.stream().anyMatch(lower::contains)) {
        return true;
      }
      if (rules == Rules.STRICT
          && (STRICT_WORDS.stream().anyMatch(lower::contains)
              || text.chars().anyMatch(Character::isISOControl)
              || (text.isEmpty() && !field.equals("user_id"))
              || (field.equals("hostname") && text.length() > 253))) {
        return true;
      }
    }
    return false;
  }
}

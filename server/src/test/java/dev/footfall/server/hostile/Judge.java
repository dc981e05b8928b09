package dev.footfall.server.hostile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.footfall.server.hostile.Hostile.Ending;
import dev.footfall.server.hostile.Hostile.Framing;
import dev.footfall.server.web.EndpointList.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Says what is wrong with an answer. */
final class Judge {
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|java\\.|javax?\\.|org\\.eclipse|duckdb|\\tat |dev\\.footfall|<html"
              + "|Binder Error|Conversion Error|Parser Error");

  /** What load, or the caller itself, explains. */
  private static final Pattern NOT_NOW =
      Pattern.compile(
          "[0-9]+ (exports|imports) (of this project )?run already.*|Another Parquet file is being written.*"
              + "|The query took longer than its budget of .*|The query was stopped.*");

  private static final List<String> OPERATORS = List.of("OPERATOR", "ADMIN_TOKEN");
  private static final int UNREAD_BYTES = 50_000;
  private static final List<String> PAGES =
      List.of("", "/start.js", "/start.css", "/dashboard", "/dashboard/routes");
  private static final Pattern SIGNED_IN = Pattern.compile("footfall_session=[^;]+");

  private final List<Call> calls;
  private final String basePath;
  private final List<String> hidden;

  /**
   * @param hidden texts that nobody may see
   */
  Judge(List<Call> calls, String basePath, List<String> hidden) {
    this.calls = calls;
    this.basePath = basePath;
    this.hidden = hidden;
  }

  List<String> faults(Hostile request, Projects projects, List<Reply> replies) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      Reply reply = replies.get(i);
      try {
        head(reply, faults);
        secrets(request, reply, projects, faults);
        if (reply.status() >= 400) {
          error(i == 0 ? request : null, reply, faults);
        } else if (i == 0) {
          success(request, reply, faults);
        }
      } catch (IOException e) {
        faults.add("not readable: " + e);
      }
    }
    if (request.ending() == Ending.HEALTH && request.version().equals("HTTP/1.1")) {
      next(request, replies, faults);
    }
    return faults;
  }

  private static void head(Reply reply, List<String> faults) {
    for (String name : List.of("footfall-server", "x-content-type-options", "cache-control")) {
      if (reply.count(name) != 1) {
        faults.add(name + " comes " + reply.count(name) + " times");
      }
    }
    if (reply.count("content-type") > 1 || reply.count("content-length") > 1) {
      faults.add("a header comes twice");
    }
    if (reply.count("x-injected") > 0) {
      faults.add("a header of the caller's");
    }
  }

  private void secrets(Hostile request, Reply reply, Projects projects, List<String> faults)
      throws IOException {
    String all = reply + reply.text();
    // what the operator gets may be all there is, such as a copy of it
    if (!isOperators(request) && hidden.stream().anyMatch(all::contains)) {
      faults.add("another project's data");
    }
    boolean error = reply.status() >= 400;
    // whoever signs in gets what they showed
    String shown = error ? all : SIGNED_IN.matcher(all).replaceFirst("");
    for (String secret : projects.secrets()) {
      if (shown.contains(secret) && (error || !secret.equals(projects.share()))) {
        faults.add("a key or token");
      }
    }
  }

  private boolean isOperators(Hostile request) {
    return calls.stream()
        .anyMatch(
            call -> call.path().equals(request.template()) && OPERATORS.contains(call.need()));
  }

  /**
   * @param request null for what follows it by mistake, such as the rest of a body
   */
  private void error(Hostile request, Reply reply, List<String> faults) throws IOException {
    int status = reply.status();
    if (status == 405 && reply.header("allow") == null) {
      faults.add("405 without Allow");
    }
    if (status == 429 && reply.header("retry-after") == null) {
      faults.add("429 without Retry-After");
    }
    if (status == 401 && reply.header("www-authenticate") == null) {
      faults.add("401 without WWW-Authenticate");
    }
    if (request != null && request.method().equals("HEAD")) {
      return;
    }
    if (!"application/json".equals(reply.header("content-type"))) {
      faults.add("an error of type " + reply.header("content-type"));
    }
    JsonNode json = JSON.readTree(reply.plain());
    String message = json.path("message").asText("");
    if (json.path("status").asInt() != status || message.isBlank()) {
      faults.add("an error without its status and message");
    }
    if (INSIDE.matcher(message).find() || message.length() > 20_000 || message.endsWith(" .")) {
      faults.add("a message that is not for callers");
    }
    if (status >= 500 && !isExplained(request, reply, message)) {
      faults.add("a fault of the server");
    }
  }

  private boolean isExplained(Hostile request, Reply reply, String message) {
    return switch (reply.status()) {
      case 501 -> request == null || request.framing() == Framing.UNKNOWN_CODING;
      case 505 ->
          request == null || !(request.target() + request.version()).matches("\\S+HTTP/1\\.1");
      case 503 ->
          reply.header("retry-after") != null
              && (NOT_NOW.matcher(message).matches() || request != null && isOperators(request));
      default -> false;
    };
  }

  private void success(Hostile request, Reply reply, List<String> faults) throws IOException {
    int status = reply.status();
    if (status >= 300 && !(status < 400 && reply.header("location") != null)) {
      faults.add("a redirection to nowhere");
    }
    if (status < 300 && !isCall(request)) {
      faults.add("a success of no endpoint");
    }
    if (reply.isBare()) {
      return;
    }
    String type = String.valueOf(reply.header("content-type"));
    byte[] body = reply.plain();
    switch (type) {
      case "application/json" -> json(body);
      case "application/x-ndjson" -> {
        for (String line : new String(body, StandardCharsets.UTF_8).split("\n")) {
          json(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      case "text/csv; charset=utf-8" ->
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      case "application/vnd.apache.parquet" -> {
        String end = new String(body, body.length - 4, 4, StandardCharsets.ISO_8859_1);
        if (!end.equals("PAR1")) {
          faults.add("half a Parquet file");
        }
      }
      default -> {
        boolean file = reply.count("content-disposition") == 1;
        if (!type.startsWith("text/") && !file) {
          faults.add("a success of type " + type);
        }
      }
    }
  }

  private static void json(byte[] body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      JSON.readTree(parser);
    }
  }

  /** Whether the method and the path, as they were sent, are those of an endpoint. */
  private boolean isCall(Hostile request) {
    String path = request.target().split("[?#]", 2)[0].replaceFirst("^http://[^/]*", "");
    if (!path.startsWith(basePath)) {
      return false;
    }
    // a slash at the end makes no difference
    String rest = path.substring(basePath.length()).replaceFirst("/$", "");
    // the dashboard is one page, whatever its own paths mean
    boolean page =
        (PAGES.contains(rest) || rest.startsWith("/dashboard/"))
            && List.of("GET", "HEAD").contains(request.method());
    boolean preflight = request.method().equals("OPTIONS");
    return page
        || preflight
        || calls.stream()
            .anyMatch(call -> call.method().equals(request.method()) && alike(call.path(), rest));
  }

  private static boolean alike(String template, String path) {
    String[] names = template.split("/");
    String[] segments = path.split("/");
    return names.length == segments.length
        && Arrays.equals(
            names, segments, (name, segment) -> name.startsWith("{") ? 0 : name.compareTo(segment));
  }

  /** What was sent behind a whole request is answered, or the answer before said otherwise. */
  private static void next(Hostile request, List<Reply> replies, List<String> faults) {
    // a body that nobody asked for is not read to its end
    boolean unread = request.body().length > UNREAD_BYTES;
    boolean closed = unread || replies.stream().anyMatch(Reply::isLast);
    if (replies.isEmpty() || (replies.size() == 1 && !closed)) {
      faults.add("no answer to what followed");
    } else if (replies.size() == 2 && replies.get(0).isLast()) {
      faults.add("an answer behind the last");
    } else if (replies.size() > 2) {
      faults.add("more answers than requests");
    }
  }
}

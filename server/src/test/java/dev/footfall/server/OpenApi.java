package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.footfall.server.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The document that a server shows, and whether answers are as it says. */
final class OpenApi {
  private static final String HERE = "https://footfall.test/openapi.json";

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final Map<String, Set<Integer>> seen = new TreeMap<>();

  OpenApi(TestServer server) {
    document = server.get("/api/openapi.json").json();
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(HERE, document.toString())));
  }

  JsonNode document() {
    return document;
  }

  /** Each as {@code GET /api/data}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> operations.add(method.toUpperCase() + " " + path.getKey())));
    return operations;
  }

  JsonNode operation(String name) {
    String[] parts = name.split(" ");
    JsonNode operation = document.path("paths").path(parts[1]).path(parts[0].toLowerCase());
    assertThat(operation.isObject()).as(name).isTrue();
    return operation;
  }

  /** The names of an operation's parameters in the query. */
  Set<String> queryParameters(String operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode each : operation(operation).path("parameters")) {
      JsonNode parameter = resolve(each);
      if (parameter.get("in").asText().equals("query")) {
        names.add(parameter.get("name").asText());
      }
    }
    return names;
  }

  /** Asserts that the operation may answer so, and notes that it did. */
  void check(String operation, Answer answer) {
    String what = operation + " → " + answer.status() + " " + text(answer);
    JsonNode described =
        operation(operation).path("responses").path(Integer.toString(answer.status()));
    assertThat(described.isObject()).as(what).isTrue();
    JsonNode response = resolve(described);
    if (response.path("headers").has("Retry-After")) {
      assertThat(answer.header("Retry-After")).as(what).matches("[1-9][0-9]*");
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.raw().body()).as(what).isEmpty();
    } else {
      String type = answer.header("Content-Type").split(";")[0];
      assertThat(content.has(type)).as("%s of type %s", what, type).isTrue();
      if (type.equals("application/json")) {
        assertThat(errors(content.get(type).get("schema"), text(answer))).as(what).isEmpty();
      }
    }
    seen.computeIfAbsent(operation, name -> new TreeSet<>()).add(answer.status());
  }

  /** What is wrong with a body that a caller sends. */
  List<String> bodyErrors(String operation, String body) {
    JsonNode schema = operation(operation).at("/requestBody/content/application~1json/schema");
    assertThat(schema.isObject()).as("%s takes a body", operation).isTrue();
    return errors(schema, body);
  }

  List<String> errors(JsonNode schema, String json) {
    String here = schema.toString().replace("\"#/components/", "\"" + HERE + "#/components/");
    List<String> errors = new ArrayList<>();
    schemas
        .getSchema(here)
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .forEach(error -> errors.add(error.toString()));
    return errors;
  }

  /** Those that the document names and that were not seen: of success, and of a caller's fault. */
  List<String> unseen() {
    List<String> unseen = new ArrayList<>();
    for (String operation : operations()) {
      for (String kind : List.of("2", "4")) {
        boolean named = statuses(operation).stream().anyMatch(each -> each.startsWith(kind));
        boolean was =
            seen.getOrDefault(operation, Set.of()).stream()
                .anyMatch(status -> Integer.toString(status).startsWith(kind));
        if (named && !was) {
          unseen.add(operation + " " + kind + "xx");
        }
      }
    }
    return unseen;
  }

  private List<String> statuses(String operation) {
    List<String> statuses = new ArrayList<>();
    operation(operation).get("responses").fieldNames().forEachRemaining(statuses::add);
    return statuses;
  }

  JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static String text(Answer answer) {
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }
}

package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import dev.footfall.server.web.EndpointList;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiDocumentTest {
  @TempDir static Path data;
  static TestServer server;
  static OpenApi api;

  @BeforeAll
  static void start() {
    server = new TestServer(data, options -> options.basePath("/foot"));
    api = new OpenApi(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void operations_areThoseOfTheServer() {
    Set<String> endpoints =
        EndpointList.calls().stream()
            .map(call -> call.method() + " " + call.path())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(api.operations()).isEqualTo(endpoints);
  }

  @Test
  void operations_sayWhatTheyNeed() {
    for (EndpointList.Call call : EndpointList.calls()) {
      JsonNode operation = api.operation(call.method() + " " + call.path());
      assertThat(operation.get("x-needs").asText()).as(call.toString()).isEqualTo(call.needs());
    }
  }

  @Test
  void document_keepsToTheRulesOfOpenApi() {
    SwaggerParseResult read = new OpenAPIV3Parser().readContents(api.document().toString());

    assertThat(read.getMessages()).isNullOrEmpty();
    assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.1");
    assertThat(read.getOpenAPI().getPaths()).hasSize(api.document().get("paths").size());
  }

  @Test
  void parser_findsWhatIsWrong() {
    String broken =
        api.document().toString().replace("\"responses\":{\"200\"", "\"answers\":{\"200\"");

    assertThat(new OpenAPIV3Parser().readContents(broken).getMessages()).isNotEmpty();
  }

  @Test
  void document_knowsWhereItsServerIs() {
    assertThat(api.document().at("/servers/0/url").asText()).isEqualTo("/foot");
    assertThat(api.document().at("/info/version").asText()).isEqualTo(Version.current());
  }

  @Test
  void document_isSentOnce() {
    Answer first = server.get("/api/openapi.json");
    String tag = first.header("ETag");
    Answer second = server.get("/api/openapi.json", "If-None-Match", "\"other\", " + tag);

    assertThat(tag).matches("\"[0-9a-f]+\"");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.raw().body()).isEmpty();
    assertThat(server.get("/api/openapi.json", "If-None-Match", "\"other\"").status())
        .isEqualTo(200);
  }

  @Test
  void references_leadSomewhere_andNothingIsLeftOver() {
    Set<String> used = new HashSet<>();
    api.document().findValuesAsText("$ref").forEach(used::add);
    Set<String> there = new HashSet<>();
    for (String kind : List.of("schemas", "parameters", "responses", "headers")) {
      api.document()
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> there.add("#/components/" + kind + "/" + name));
    }

    assertThat(used).isEqualTo(there);
  }

  /** A text that was not quoted becomes one at its comma. */
  @Test
  void keys_areNoSentences() {
    List<String> keys = new ArrayList<>();
    collectKeys(api.document(), keys);

    assertThat(keys).hasSizeGreaterThan(1_000).noneMatch(key -> key.contains(" "));
  }

  private static void collectKeys(JsonNode node, List<String> keys) {
    node.fieldNames().forEachRemaining(keys::add);
    node.forEach(child -> collectKeys(child, keys));
  }

  @Test
  void operations_haveNamesOfTheirOwn() {
    List<String> names = new ArrayList<>();
    for (String operation : api.operations()) {
      names.add(api.operation(operation).get("operationId").asText());
    }

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void examples_areAsTheirSchemasSay() {
    List<JsonNode> holders = new ArrayList<>(api.document().findParents("example"));
    holders.addAll(api.document().findParents("examples"));
    int checked = 0;
    for (JsonNode holder : holders) {
      if (holder.has("schema")) {
        for (JsonNode example : examples(holder)) {
          checked++;
          assertThat(api.errors(holder.get("schema"), example.toString()))
              .as(example.toString())
              .isEmpty();
        }
      }
    }
    assertThat(checked).isGreaterThan(8);
  }

  private static List<JsonNode> examples(JsonNode holder) {
    if (holder.has("example")) {
      return List.of(holder.get("example"));
    }
    List<JsonNode> examples = new ArrayList<>();
    holder.get("examples").forEach(each -> examples.add(each.get("value")));
    return examples;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/data",
        "/api/v1/logs/requests",
        "/api/v1/logs/events",
        "/api/v1/exports/requests"
      })
  void parameters_areThoseOfTheServer(String path) {
    Answer refused = server.get(path + "?nonsense=1", "X-AUTH-TOKEN", server.newKey());

    assertThat(known(refused)).isEqualTo(api.queryParameters("GET " + path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Metric    | {'metrics':['nonsense']}",
        "Dimension | {'metrics':['requests'],'dimensions':['nonsense']}",
        "Field     | {'metrics':['requests'],'filters':[{'field':'nonsense','op':'is','value':'a'}]}",
      })
  void names_areThoseOfTheServer(String schema, String query) {
    Answer refused =
        server.post("/api/v1/query", query.replace('\'', '"'), "X-AUTH-TOKEN", server.newKey());
    Set<String> names = new TreeSet<>();
    api.document()
        .at("/components/schemas/" + schema + "/enum")
        .forEach(each -> names.add(each.asText()));

    assertThat(known(refused)).isEqualTo(names);
  }

  /** The names that an error lists. */
  private static Set<String> known(Answer refused) {
    assertThat(refused.status()).isEqualTo(400);
    String message = refused.json().get("message").asText();
    String list = message.substring(message.indexOf("known are ") + "known are ".length());
    String[] names = list.replaceAll("\\.$", "").split(", ");
    return new TreeSet<>(Arrays.asList(names));
  }
}

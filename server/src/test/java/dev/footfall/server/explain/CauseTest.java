package dev.footfall.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer;
import dev.footfall.server.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was planted is what is named first, whatever else moved by chance. */
class CauseTest {
  private static final int REQUESTS = 6000;
  private static final int SEEDS = Integer.getInteger("footfall.explain.seeds", 20);

  @TempDir static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Long> seeds() {
    return LongStream.rangeClosed(1, SEEDS).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneRouteThatIsSlowerForOneVersion_isNamedWithIt(long seed) {
    Scene scene = new Scene(server, seed);
    String route = Scene.ROUTES[scene.random.nextInt(5)];
    String version = Scene.VERSIONS[scene.random.nextInt(3)];
    scene.day(Scene.BEFORE, REQUESTS, draw -> {});
    scene.day(
        Scene.NOW,
        REQUESTS,
        draw -> draw.millis *= draw.route.equals(route) && draw.version.equals(version) ? 6 : 1);

    for (String metric : List.of("p95", "mean")) {
      JsonNode why = why(scene, metric, 5);
      JsonNode first = why.at("/dimensions/0");
      JsonNode second = why.at("/within/dimensions/0");
      List<String> named = List.of(cause(first), cause(second));
      assertThat(named).as(why.toPrettyString()).hasSize(2).contains("version=" + version);
      assertThat(named.get(named.indexOf("version=" + version) == 0 ? 1 : 0))
          .as(why.toPrettyString())
          .startsWith("route=")
          .endsWith(" " + route);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneUsersErrors_areNamed(long seed) {
    Scene scene = new Scene(server, seed);
    String user = "user-" + (1 + scene.random.nextInt(5));
    scene.day(Scene.BEFORE, REQUESTS, draw -> {});
    scene.day(
        Scene.NOW,
        REQUESTS,
        draw -> {
          if (user.equals(draw.user) && scene.random.nextInt(10) < 8) {
            draw.status = 500;
          }
        });

    for (String metric : List.of("error_rate", "success_rate", "server_error_rate")) {
      JsonNode why = why(scene, metric, 5);
      assertThat(cause(why.at("/dimensions/0"))).as(why.toPrettyString()).isEqualTo("user=" + user);
      assertThat(why.at("/dimensions/0/concentration").asDouble()).isGreaterThan(0.1);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aWaveOfCrawlers_isNamed(long seed) {
    Scene scene = new Scene(server, seed);
    scene.day(Scene.BEFORE, REQUESTS, draw -> {});
    scene.day(Scene.NOW, REQUESTS, draw -> {});
    scene.day(Scene.NOW, REQUESTS / 3, scene::crawled);

    JsonNode why = why(scene, "requests", 5);
    assertThat(cause(why.at("/dimensions/0")))
        .as(why.toPrettyString())
        .isEqualTo("traffic=crawler");
  }

  private static String cause(JsonNode dimension) {
    return dimension.path("name").asText() + "=" + dimension.at("/rows/0/value").asText();
  }

  private static JsonNode why(Scene scene, String metric, int limit) {
    Answer answer =
        server.post(
            "/api/v1/explain",
            "{\"metric\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"limit\":%d}"
                .formatted(metric, Scene.NOW, Scene.END, limit),
            "X-AUTH-TOKEN",
            scene.key());
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    return answer.json();
  }
}

package dev.footfall.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.javalin.Running.Seen;
import io.javalin.Javalin;
import io.javalin.config.JavalinState;
import io.javalin.http.servlet.DefaultTasks;
import io.javalin.plugin.Plugin;
import io.javalin.plugin.PluginAlreadyRegisteredException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.Test;

/** The plugin beside what else an application may configure. */
class RegistrationTest {

  /** A filter of the application's that lets nobody through. */
  private static final Filter REJECTING =
      (request, response, chain) -> ((HttpServletResponse) response).sendError(429);

  private static void reject(ServletContextHandler context) {
    context.addFilter(REJECTING, "/v1/items/*", EnumSet.of(DispatcherType.REQUEST));
  }

  @Test
  void twoPlugins_whenForTheSameKey_recordOnce() {
    try (Running running =
        new Running(
            (self, config) -> config.registerPlugin(new AnalyticsPlugin(self.config().build())))) {
      running.get("/v1/items/7");
      running.get("/v1/future/7");
      running.get("/v1/fails");
      running.app.stop();

      assertThat(running.analytics.flush(Running.PATIENCE)).isTrue();
      assertThat(running.service.stored()).hasSize(3);
    }
  }

  @Test
  void samePluginTwice_isRefusedByJavalin() {
    try (Running running = new Running()) {
      AnalyticsPlugin plugin = new AnalyticsPlugin(running.analytics);

      assertThatThrownBy(
              () ->
                  Javalin.create(
                      config -> {
                        config.registerPlugin(plugin);
                        config.registerPlugin(plugin);
                      }))
          .isInstanceOf(PluginAlreadyRegisteredException.class);
    }
  }

  @Test
  void filter_whenTheApplicationHasItsOwn_isInFrontOfThem() {
    try (Running running =
        new Running(config -> config.jetty.modifyServletContextHandler(RegistrationTest::reject))) {
      Seen seen = running.get("/v1/items/7");

      assertThat(seen.status()).isEqualTo(429);
      JsonNode r = running.onlyRecord();
      assertThat(r.get("status").asInt()).isEqualTo(429);
      assertThat(r.hasNonNull("route")).isFalse();
    }
  }

  @Test
  void filter_whenAnotherPluginHasOne_isInFrontOfIt() {
    Plugin<Void> other =
        new Plugin<>() {
          @Override
          public void onStart(JavalinState state) {
            state.jetty.modifyServletContextHandler(RegistrationTest::reject);
          }
        };
    try (Running running = new Running(config -> config.registerPlugin(other))) {
      running.get("/v1/items/7");

      assertThat(running.onlyRecord().get("status").asInt()).isEqualTo(429);
    }
  }

  @Test
  void server_whenTheApplicationWrapsIt_isRecordedAllTheSame() {
    try (Running running =
        new Running(
            config -> {
              config.jetty.modifyServer(server -> server.insertHandler(new Handler.Wrapper()));
              config.jetty.modifyServletContextHandler(context -> context.setDisplayName("mine"));
            })) {
      running.get("/v1/items/7");

      assertThat(running.onlyRecord().get("route").asText()).isEqualTo("/v1/items/{id}");
    }
  }

  @Test
  void route_hasTheContextPath() {
    try (Running running = new Running(config -> config.router.contextPath = "api")) {
      running.get("/api/v1/items/7");
      running.get("/api/v1/turned-away");
      running.get("/api/v1/future/7");
      running.get("/v1/items/7");

      assertThat(running.records(3))
          .extracting(r -> r.get("path").asText(), r -> r.get("route").asText())
          .containsExactlyInAnyOrder(
              tuple("/api/v1/items/7", "/api/v1/items/{id}"),
              tuple("/api/v1/turned-away", "/api/v1/turned-away"),
              tuple("/api/v1/future/7", "/api/v1/future/{id}"));
    }
  }

  @Test
  @SuppressWarnings("unchecked") // the array of a generic type is Javalin's
  void routes_whenTheApplicationPlansItsOwnLifeCycle_areFound() {
    try (Running running =
        new Running(config -> config.requestLifeCycle(DefaultTasks.INSTANCE.getHTTP()))) {
      running.get("/v1/items/7");

      assertThat(running.onlyRecord().get("route").asText()).isEqualTo("/v1/items/{id}");
    }
  }
}

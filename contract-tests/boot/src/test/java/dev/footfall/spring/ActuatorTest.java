package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Health and meters as the actuator's endpoints of this Boot show them. */
class ActuatorTest {

  private static final String AUTHORIZATION = "Authorization";
  private static final String ANNA = "Basic YW5uYTpzZWNyZXQ=";

  private final StandIn standIn = new StandIn();

  @AfterEach
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = WebApplicationType.class,
      names = {"SERVLET", "REACTIVE"})
  void application_tellsOfItsRecords(WebApplicationType type) throws Exception {
    try (RunningApplication application =
        new RunningApplication(
            type,
            standIn,
            Application.class,
            "management.endpoints.web.exposure.include=health,metrics",
            "management.endpoint.health.show-details=always",
            "footfall.exclude=/actuator/**",
            "spring.security.user.name=anna",
            "spring.security.user.password=secret")) {
      assertThat(application.get("/v1/items/7", AUTHORIZATION, ANNA).body()).isEqualTo("item 7");
      assertThat(standIn.nextRecord().get("route").asText()).isEqualTo("/v1/items/{id}");

      JsonNode health = json(application, "/actuator/health").at("/components/footfall");
      assertThat(health.get("status").asText()).isEqualTo("UP");
      assertThat(health.at("/details/recorded").asInt()).isEqualTo(1);
      assertThat(health.at("/details/destination").asText()).isEqualTo(standIn.url() + "/");
      JsonNode meter = json(application, "/actuator/metrics/footfall.recorded");
      assertThat(meter.at("/measurements/0/value").asInt()).isEqualTo(1);
      assertThat(json(application, "/actuator/metrics/footfall.dropped").at("/availableTags/0/tag"))
          .hasToString("\"reason\"");
      assertThat(standIn.nextRoutes().get("routes")).hasToString("[\"GET /v1/items/{id}\"]");
    }
  }

  private static JsonNode json(RunningApplication application, String path) throws Exception {
    return new ObjectMapper().readTree(application.get(path, AUTHORIZATION, ANNA).body());
  }

  @EnableAutoConfiguration
  @Configuration(proxyBeanMethods = false)
  @Import(Items.class)
  static class Application {}

  @RestController
  static class Items {
    @GetMapping("/v1/items/{id}")
    String item(@PathVariable String id) {
      return "item " + id;
    }
  }
}

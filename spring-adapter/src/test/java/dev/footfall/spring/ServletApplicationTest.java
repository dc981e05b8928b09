package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.Config;
import dev.footfall.RequestView;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.view.InternalResourceView;

/** A real MVC application behind Spring Security, on Tomcat. */
class ServletApplicationTest {

  private static final String ANNA = "Basic " + base64("anna:secret");

  private final StandIn standIn = new StandIn();
  private RunningApplication application;

  @AfterEach
  void stop() {
    if (application != null) {
      application.close();
    }
    standIn.close();
  }

  private void givenApplication(String... properties) {
    application =
        new RunningApplication(WebApplicationType.SERVLET, standIn, Application.class, properties);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes());
  }

  private JsonNode recordOf(String path, int status, String... headers) throws Exception {
    assertThat(application.get(path, headers).statusCode()).isEqualTo(status);
    JsonNode seen = standIn.nextRecord();
    assertThat(seen.get("path").asText()).isEqualTo(path);
    assertThat(seen.get("status").asInt()).isEqualTo(status);
    assertThat(standIn.otherRecords()).isEmpty();
    return seen;
  }

  @Test
  void request_isRecordedOnceWithRouteUserAndService() throws Exception {
    givenApplication("spring.application.name=shop");

    JsonNode seen = recordOf("/v1/items/7", 200, "Authorization", ANNA);

    assertThat(seen.path("route").asText()).isEqualTo("/v1/items/{id}");
    assertThat(seen.path("user_id").asText()).isEqualTo("anna");
    JsonNode batch = standIn.batches().get(0);
    assertThat(batch.get("framework").asText()).isEqualTo("Spring");
    assertThat(batch.get("service").asText()).isEqualTo("shop");
  }

  @Test
  void request_thatSecurityRejects_isRecordedWithoutUser() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/v1/items/7", 401);

    assertThat(seen.has("route")).isFalse();
    assertThat(seen.path("user_id").asText()).isEmpty();
  }

  @Test
  void request_thatIsForbidden_hasItsUser() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/admin", 403, "Authorization", ANNA);

    assertThat(seen.path("user_id").asText()).isEqualTo("anna");
  }

  @Test
  void request_throughProxies_isReadBeforeBootsOwnFilterRewritesIt() throws Exception {
    givenApplication("server.forward-headers-strategy=framework");

    JsonNode seen = recordOf("/open", 200, "X-Forwarded-For", "203.0.113.1, 203.0.113.9");

    assertThat(seen.path("ip_address").asText()).isEqualTo("203.0.113.9");
  }

  @Test
  void request_ofAnAnonymousUser_hasNone() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/open", 200);

    assertThat(seen.path("user_id").asText()).isEmpty();
    assertThat(seen.path("route").asText()).isEqualTo("/open");
  }

  @Test
  void handler_thatThrows_isRecordedWithRouteAndErrorAndNotAsTheErrorPage() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/broken/7", 500, "Authorization", ANNA);

    assertThat(seen.path("route").asText()).isEqualTo("/broken/{id}");
    assertThat(seen.path("error").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(seen.path("user_id").asText()).isEqualTo("anna");
  }

  @Test
  void request_thatNothingMatches_hasNoRoute() throws Exception {
    givenApplication();

    assertThat(recordOf("/nowhere", 404, "Authorization", ANNA).has("route")).isFalse();
  }

  @Test
  void request_thatNothingMatches_withoutStaticResources_hasNoRoute() throws Exception {
    givenApplication("spring.web.resources.add-mappings=false");

    assertThat(recordOf("/nowhere", 404, "Authorization", ANNA).has("route")).isFalse();
  }

  @Test
  void forward_keepsTheRequestsRoute() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/forwarding/7", 200, "Authorization", ANNA);

    assertThat(seen.path("route").asText()).isEqualTo("/forwarding/{id}");
  }

  @Test
  void asynchronousHandler_isRecordedWhenItIsDone() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/later/7", 200, "Authorization", ANNA);

    assertThat(seen.path("route").asText()).isEqualTo("/later/{id}");
    assertThat(seen.path("user_id").asText()).isEqualTo("anna");
  }

  @Test
  void routerFunction_hasItsRoute() throws Exception {
    givenApplication();

    JsonNode seen = recordOf("/functions/7", 200, "Authorization", ANNA);

    assertThat(seen.path("route").asText()).isEqualTo("/functions/{id}");
  }

  @Test
  void route_hasContextPathAndServletPathInFront() throws Exception {
    givenApplication("server.servlet.context-path=/shop", "spring.mvc.servlet.path=/api");

    JsonNode seen = recordOf("/shop/api/v1/items/7", 200, "Authorization", ANNA);

    assertThat(seen.path("route").asText()).isEqualTo("/shop/api/v1/items/{id}");
    assertThat(standIn.nextRoutes().get("routes"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            "GET /shop/api/v1/items/{id}",
            "* /shop/api/open",
            "GET /shop/api/admin",
            "GET /shop/api/broken/{id}",
            "GET /shop/api/forwarding/{id}",
            "GET /shop/api/later/{id}",
            "GET /shop/api/slow",
            "GET /shop/api/functions/{id}");
  }

  @Test
  void route_whereThereIsASecondDispatcherServlet_isDeclaredWithoutThatOnesPath() throws Exception {
    application = new RunningApplication(WebApplicationType.SERVLET, standIn, TwoDispatchers.class);

    assertThat(standIn.nextRoutes().get("routes"))
        .extracting(JsonNode::asText)
        .contains("GET /v1/items/{id}")
        .noneMatch(route -> route.contains("/back-office"));
  }

  @Test
  void request_inFlightWhileTheApplicationStops_isDelivered() throws Exception {
    givenApplication("server.shutdown=graceful", "footfall.flush-interval=1h");
    Items items = application.context().getBean(Items.class);
    CompletableFuture<HttpResponse<String>> answer =
        application
            .client()
            .sendAsync(
                HttpRequest.newBuilder(application.uri("/slow"))
                    .header("Authorization", ANNA)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(items.asked.await(10, TimeUnit.SECONDS)).isTrue();

    application.close();

    assertThat(answer.get().statusCode()).isEqualTo(200);
    assertThat(standIn.nextRecord().get("path").asText()).isEqualTo("/slow");
  }

  @EnableAutoConfiguration
  @Configuration(proxyBeanMethods = false)
  @Import(Items.class)
  static class Application {

    @Bean
    Consumer<Config.Builder> users() {
      return config -> config.userId(RequestView::principal);
    }

    @Bean
    Release release(Items items) {
      return new Release(items);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(
              rules ->
                  rules
                      .requestMatchers("/open")
                      .permitAll()
                      .requestMatchers("/admin")
                      .hasRole("ADMIN")
                      .anyRequest()
                      .authenticated())
          .httpBasic(Customizer.withDefaults())
          .build();
    }

    @Bean
    UserDetailsService people() {
      return new InMemoryUserDetailsManager(
          User.withUsername("anna").password("{noop}secret").roles("USER").build());
    }

    @Bean
    RouterFunction<ServerResponse> functions() {
      return RouterFunctions.route()
          .path(
              "/functions",
              nested -> nested.GET("/{id}", request -> ServerResponse.ok().body("function")))
          .build();
    }
  }

  @EnableAutoConfiguration
  @Configuration(proxyBeanMethods = false)
  @Import(Items.class)
  static class TwoDispatchers {

    @Bean
    ServletRegistrationBean<DispatcherServlet> backOffice() {
      ServletRegistrationBean<DispatcherServlet> second =
          new ServletRegistrationBean<>(
              new DispatcherServlet(new GenericWebApplicationContext()), "/back-office/*");
      second.setName("backOffice");
      return second;
    }
  }

  /** Lets the slow request go on while the web server waits for it. */
  record Release(Items items) implements SmartLifecycle {

    @Override
    public void start() {}

    @Override
    public void stop() {
      items.mayAnswer.countDown();
    }

    @Override
    public boolean isRunning() {
      return items.mayAnswer.getCount() > 0;
    }

    /** The web server's, when it stops gracefully. */
    @Override
    public int getPhase() {
      return DEFAULT_PHASE - 1024;
    }
  }

  @RestController
  static class Items {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch mayAnswer = new CountDownLatch(1);

    @GetMapping("/v1/items/{id}")
    String item(@PathVariable String id) {
      return "item " + id;
    }

    @GetMapping("/slow")
    String slow() throws InterruptedException {
      asked.countDown();
      mayAnswer.await();
      return "slow";
    }

    @RequestMapping("/open")
    String open() {
      return "open";
    }

    @GetMapping("/admin")
    String admin() {
      return "admin";
    }

    @GetMapping("/broken/{id}")
    String broken(@PathVariable String id) {
      throw new IllegalStateException("broken " + id);
    }

    @GetMapping("/forwarding/{id}")
    InternalResourceView forwarding(@PathVariable String id) {
      return new InternalResourceView("/v1/items/" + id);
    }

    @GetMapping("/later/{id}")
    Callable<String> later(@PathVariable String id) {
      return () -> "later " + id;
    }
  }
}

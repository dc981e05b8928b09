package dev.footfall.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.FootfallStandIn;
import jakarta.servlet.Filter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract for the filter before plain servlets, and what only servlets can do. */
abstract class ServletContract extends AdapterContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  abstract Container container();

  @Override
  protected final Application start(List<Analytics> adapters) throws Exception {
    return start(Map.of(base(), application(adapters)));
  }

  private static TestApp application(List<Analytics> adapters) {
    List<Filter> filters = new ArrayList<>();
    adapters.forEach(analytics -> filters.add(new AnalyticsFilter(analytics)));
    return new TestApp(filters, Map.of());
  }

  private Application start(Map<String, TestApp> applications) throws Exception {
    Container container = container();
    container.start(applications);
    return new Application() {
      @Override
      public int port() {
        return container.port();
      }

      @Override
      public void stop() throws Exception {
        container.stop();
      }
    };
  }

  /** A servlet's pattern has no variables. */
  @Override
  protected final String route(String template) {
    return base() + template.replaceAll("\\{\\w+}", "*");
  }

  @Override
  protected final String declared(String method, String template) {
    return "* " + route(template);
  }

  @Test
  void errorPage_givesTheFinalStatus() {
    get("/send-error?code=409")
        .answers(422)
        .with("error page for 409")
        .takesAtLeast(60)
        .onRoute("/send-error")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void unavailableServlet() {
    get("/unavailable").answers(503).onRoute("/unavailable").mayFail().isUntouchedAndRecordedOnce();
  }

  @Test
  void asyncDispatch_belongsToItsRequest() {
    get("/async-dispatch")
        .answers(206)
        .takesAtLeast(40)
        .onRoute("/async-dispatch")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void asyncStartedAgainAndAgain_isOneRecord() {
    get("/async-twice")
        .answers(207)
        .takesAtLeast(90)
        .onRoute("/async-twice")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void asyncExceptionAfterCommit_keepsTheStatusThatWasSent() {
    get("/async-throws-late")
        .with("part")
        .onRoute("/async-throws-late")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void asyncTimeout_whenHandledByTheApplication() {
    get("/async-timeout-handled")
        .answers(504)
        .takesAtLeast(50)
        .onRoute("/async-timeout-handled")
        .isUntouchedAndRecordedOnce();
  }

  /** Each has a filter of its own, as two WAR files in one container have. */
  @Test
  void twoApplications_areRecordedEachByItsOwn() throws Exception {
    try (FootfallStandIn shops = new FootfallStandIn();
        FootfallStandIn stocks = new FootfallStandIn();
        Analytics shop = client(shops);
        Analytics stock = client(stocks)) {
      Application both =
          start(Map.of("/shop", application(List.of(shop)), "/stock", application(List.of(stock))));
      try {
        for (String path : List.of("/shop/text", "/stock/async", "/shop/items/7")) {
          URI page = URI.create("http://127.0.0.1:" + both.port() + path);
          assertThat(page.toURL().openStream().readAllBytes()).isNotEmpty();
        }
      } finally {
        both.stop();
      }
      assertThat(shop.flush(PATIENCE) && stock.flush(PATIENCE)).as("flushed").isTrue();
      assertThat(paths(shops)).containsExactly("/shop/text", "/shop/items/7");
      assertThat(paths(stocks)).containsExactly("/stock/async");
    }
  }

  private static Analytics client(FootfallStandIn server) {
    return Analytics.create(
        Config.builder("841018cf-1111-4222-8333-444455556666").serverUrl(server.url()).build());
  }

  private static List<String> paths(FootfallStandIn server) {
    return server.records().stream().map(r -> r.get("path").asText()).toList();
  }
}

package dev.footfall.servlet;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract for the filter before plain servlets, and what only servlets can do. */
abstract class ServletContract extends AdapterContract {

  abstract Container container();

  @Override
  protected final Application start(Analytics analytics) throws Exception {
    Container container = container();
    container.start(analytics == null ? null : new AnalyticsFilter(analytics), Map.of());
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
    get("/unavailable").answers(503).onRoute("/unavailable").isUntouchedAndRecordedOnce();
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
}

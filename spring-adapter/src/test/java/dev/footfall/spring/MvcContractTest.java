package dev.footfall.spring;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

/** The contract for Spring MVC, and what only that can do. */
class MvcContractTest extends AdapterContract {

  @Override
  protected Application start(Analytics analytics) {
    return new ContractApplication(WebApplicationType.SERVLET, MvcApplication.class, analytics);
  }

  @Override
  protected int asyncTimeoutStatus() {
    return 503;
  }

  @Test
  void callable() {
    get("/callable").with("called").onRoute("/callable").isUntouchedAndRecordedOnce();
  }

  @Test
  void callableThatFails_isNamed() {
    get("/callable-throws")
        .answers(500)
        .onRoute("/callable-throws")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void deferredResult() {
    get("/deferred")
        .with("deferred")
        .takesAtLeast(40)
        .onRoute("/deferred")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void deferredResult_whenItTimesOutIntoAFallback() {
    get("/deferred-fallback")
        .with("fallback")
        .takesAtLeast(50)
        .onRoute("/deferred-fallback")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void deferredException_whenHandled_hasTheHandlersStatus() {
    get("/deferred-handled")
        .answers(409)
        .with("handled")
        .onRoute("/deferred-handled")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  void streamingBody() {
    get("/streaming-body").with("two").onRoute("/streaming-body").isUntouchedAndRecordedOnce();
  }

  @Test
  void interceptorThatRejects_leavesTheRoute() {
    get("/intercepted").answers(451).onRoute("/intercepted").isUntouchedAndRecordedOnce();
  }

  @Test
  void functionalEndpoint() {
    get("/functional/7").with("seven").onRoute("/functional/{id}").isUntouchedAndRecordedOnce();
  }
}

package dev.footfall.spring;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

/** The contract for WebFlux on Netty. */
class FluxContractTest extends AdapterContract {

  @Override
  protected Application start(Analytics analytics) {
    return new ContractApplication(WebApplicationType.REACTIVE, FluxApplication.class, analytics);
  }

  /** WebFlux has neither forwards nor includes. */
  @Override
  protected void forward_belongsToItsRequest() {}

  /** WebFlux has neither forwards nor includes. */
  @Override
  protected void include_belongsToItsRequest() {}

  /**
   * On WebFlux the security context lives in the chain that rejects the request, and there is no
   * way into that chain for an application's every {@code SecurityWebFilterChain}.
   */
  @Override
  protected void forbiddenUser_isThePrincipalToo() {
    get("/secret").header("Authorization", BASIC_BOB).answers(403).isUntouchedAndRecordedOnce();
  }

  @Test
  void emptyMono() {
    get("/empty-mono").onRoute("/empty-mono").isUntouchedAndRecordedOnce();
  }

  @Test
  void jsonLines_areOneRecord() {
    get("/lines").with("{\"n\":2}").takesAtLeast(60).onRoute("/lines").isUntouchedAndRecordedOnce();
  }

  @Test
  void functionalEndpoint() {
    get("/functional/7").with("seven").onRoute("/functional/{id}").isUntouchedAndRecordedOnce();
  }

  /** WebFlux tells nobody which exception its handler has answered. */
  @Override
  protected void handledException_whenAFailureAllTheSame_isNamed() {
    get("/handled-failure")
        .answers(502)
        .with("handled")
        .onRoute("/handled-failure")
        .isUntouchedAndRecordedOnce();
  }
}

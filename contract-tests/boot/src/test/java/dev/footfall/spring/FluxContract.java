package dev.footfall.spring;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import dev.footfall.Exempt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;

/** The contract for WebFlux, and what only that can do. */
abstract class FluxContract extends AdapterContract {

  /** The class of the server's own answer, on which the application must run. */
  abstract String answerClass();

  /**
   * There is no second place to register at: what a user can do is import what is found by itself.
   */
  @Override
  protected Application start(List<Analytics> adapters) {
    return adapters.size() < 2
        ? new ContractApplication(WebApplicationType.REACTIVE, adapters, FluxApplication.class)
        : new ContractApplication(
            WebApplicationType.REACTIVE,
            adapters.subList(0, 1),
            FluxApplication.class,
            FootfallAutoConfiguration.class);
  }

  @Override
  protected final String version() {
    return SpringBootVersion.getVersion();
  }

  @Test
  void server_isTheOneOfThisRun() {
    get("/classes").with(answerClass()).isUntouchedAndRecordedOnce();
  }

  @Override
  @Exempt(
      "On WebFlux the starter records at one place: it is registered twice only in so far as it is"
          + " imported again.")
  protected void adapterRegisteredTwice_recordsOnce() throws Exception {
    super.adapterRegisteredTwice_recordsOnce();
  }

  @Override
  @Exempt("WebFlux has no forwards.")
  protected void forward_belongsToItsRequest() {}

  @Override
  @Exempt("WebFlux has no forwards.")
  protected void forwardOfAForward_belongsToItsRequest() {}

  @Override
  @Exempt("WebFlux has no includes.")
  protected void include_belongsToItsRequest() {}

  @Override
  @Exempt(
      "On WebFlux the user of a request that security forbids is known only inside of the chain"
          + " that rejects it, so its record has no user.")
  protected void forbiddenUser_isThePrincipalToo() {
    get("/secret").header("Authorization", BASIC_BOB).answers(403).isUntouchedAndRecordedOnce();
  }

  /** A server that speaks first is not concerned: see {@link ReactiveApplicationTest}. */
  @Test
  void emptyMono() {
    get("/empty-mono").onRoute("/empty-mono").isUntouchedAndRecordedOnce();
  }

  @Test
  void jsonLines_areOneRecord() {
    get("/lines").with("{\"n\":2}").takesAtLeast(60).onRoute("/lines").isUntouchedAndRecordedOnce();
  }

  @Test
  void staticFile_underAPatternOfItsOwn_hasNoRoute() {
    get("/files/file.txt").with("0123456789").onNoRoute().isUntouchedAndRecordedOnce();
  }

  @Test
  void functionalEndpoint() {
    get("/functional/7").with("seven").onRoute("/functional/{id}").isUntouchedAndRecordedOnce();
  }

  @Override
  @Exempt(
      "WebFlux tells nobody which exception an exception handler has answered, so the record has"
          + " its status but no error.")
  protected void handledException_whenAFailureAllTheSame_isNamed() {
    get("/handled-failure")
        .answers(502)
        .with("handled")
        .onRoute("/handled-failure")
        .isUntouchedAndRecordedOnce();
  }
}

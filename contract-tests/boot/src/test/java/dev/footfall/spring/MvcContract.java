package dev.footfall.spring;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import dev.footfall.servlet.AnalyticsFilter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/** The contract for Spring MVC, and what only that can do. */
abstract class MvcContract extends AdapterContract {

  /** Where the container's classes are that the application must run on. */
  abstract String containerPackage();

  @Override
  protected Application start(List<Analytics> adapters) throws Exception {
    return new ContractApplication(
        WebApplicationType.SERVLET, beans(adapters), MvcApplication.class);
  }

  /** The starter takes the first; who forgets it may register the filter himself. */
  static List<?> beans(List<Analytics> adapters) {
    return adapters.size() < 2
        ? adapters
        : List.of(
            adapters.get(0), new FilterRegistrationBean<>(new AnalyticsFilter(adapters.get(1))));
  }

  @Override
  protected final String version() {
    return SpringBootVersion.getVersion();
  }

  @Test
  void container_isTheOneOfThisRun() {
    get("/classes").with(containerPackage()).isUntouchedAndRecordedOnce();
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
  void staticFile_underAPatternOfItsOwn_hasNoRoute() {
    get("/files/file.txt").with("0123456789").onNoRoute().isUntouchedAndRecordedOnce();
  }

  /** Interceptors are not asked there. */
  @Test
  void staticFile_underAMappingOfTheApplications_hasNoRoute() {
    get("/assets/file.txt").with("0123456789").onNoRoute().isUntouchedAndRecordedOnce();
  }

  @Test
  void viewController() {
    get("/gone").answers(410).onRoute("/gone").isUntouchedAndRecordedOnce();
    get("/").answers(204).onRoute("/").isUntouchedAndRecordedOnce();
  }

  @Test
  void functionalEndpoint() {
    get("/functional/7").with("seven").onRoute("/functional/{id}").isUntouchedAndRecordedOnce();
  }
}

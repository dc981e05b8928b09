package dev.footfall.spring;

import dev.footfall.Analytics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;

/**
 * The contract for Spring MVC in somebody else's Tomcat. There a filter of Boot's, and not the
 * container, answers what fails, by a forward to the error page.
 */
class WarContractTest extends MvcContractTest {

  @Override
  protected Application start(Analytics analytics) {
    try {
      return new War(analytics);
    } catch (IOException | LifecycleException e) {
      throw new AssertionError(e);
    }
  }

  /** Boot's filter keeps the exception to itself, for there is nothing left to answer. */
  @Override
  protected void exceptionAfterCommit_keepsTheStatusThatWasSent() {
    get("/throws-late").with("part").onRoute("/throws-late").isUntouchedAndRecordedOnce();
  }

  private static final class War implements Application {

    private final Tomcat tomcat = new Tomcat();

    War(Analytics analytics) throws IOException, LifecycleException {
      Path base = Files.createTempDirectory("footfall-war");
      base.toFile().deleteOnExit();
      tomcat.setBaseDir(base.toString());
      tomcat.setSilent(true);
      tomcat.setPort(0);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      tomcat
          .addContext("/app", base.toString())
          .addServletContainerInitializer(
              (types, servlets) -> new Deployed(analytics).onStartup(servlets), Set.of());
      tomcat.start();
    }

    @Override
    public int port() {
      return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static final class Deployed extends SpringBootServletInitializer {

    private final Analytics analytics;

    Deployed(Analytics analytics) {
      this.analytics = analytics;
    }

    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
      return ContractApplication.configured(builder.sources(MvcApplication.class), analytics);
    }
  }
}

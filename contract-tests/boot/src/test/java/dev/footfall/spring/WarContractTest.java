package dev.footfall.spring;

import dev.footfall.Analytics;
import dev.footfall.Exempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.util.FileSystemUtils;

/**
 * The contract for Spring MVC in somebody else's Tomcat. There a filter of Boot's, and not the
 * container, answers what fails, by a forward to the error page.
 */
@Tag("oldest-and-newest")
class WarContractTest extends MvcContract {

  @Override
  String containerPackage() {
    return "org.apache.catalina.";
  }

  @Override
  protected Application start(List<Analytics> adapters) throws Exception {
    return new War(beans(adapters));
  }

  @Override
  @Exempt(
      "Spring Boot as a WAR keeps an exception to itself when the answer has been sent already,"
          + " so the record has the status that was sent but no error.")
  protected void exceptionAfterCommit_keepsTheStatusThatWasSent() {
    get("/throws-late").with("part").onRoute("/throws-late").isUntouchedAndRecordedOnce();
  }

  private static final class War implements Application {

    private final Tomcat tomcat = new Tomcat();
    private final Path base = Files.createTempDirectory("footfall-war");

    War(List<?> beans) throws IOException, LifecycleException {
      tomcat.setBaseDir(base.toString());
      tomcat.setSilent(true);
      tomcat.setPort(0);
      Connector connector = tomcat.getConnector();
      connector.setProperty("address", "127.0.0.1");
      connector.setProperty("useVirtualThreads", Boolean.toString(VIRTUAL_THREADS));
      connector.setProperty("compression", "on");
      connector.addUpgradeProtocol(new Http2Protocol());
      Context context = tomcat.addContext("/app", base.toString());
      context.addServletContainerInitializer(new WsSci(), Set.of());
      context.addServletContainerInitializer(
          (types, servlets) -> new Deployed(beans).onStartup(servlets), Set.of());
      tomcat.start();
    }

    @Override
    public int port() {
      return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws IOException, LifecycleException {
      tomcat.stop();
      tomcat.destroy();
      FileSystemUtils.deleteRecursively(base);
    }
  }

  private static final class Deployed extends SpringBootServletInitializer {

    private final List<?> beans;

    Deployed(List<?> beans) {
      this.beans = beans;
    }

    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
      return ContractApplication.configured(builder.sources(MvcApplication.class), beans);
    }
  }
}

package dev.footfall.javalin;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import dev.footfall.Exempt;
import io.javalin.Javalin;
import java.util.List;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The contract for Javalin. */
class JavalinContractTest extends AdapterContract {

  @Override
  protected Application start(List<Analytics> adapters) {
    Javalin app =
        Javalin.create(
            config -> {
              config.router.contextPath = base();
              config.concurrency.useVirtualThreads = VIRTUAL_THREADS;
              config.jetty.addConnector(JavalinContractTest::connector);
              ContractPages.configure(config);
              TransferPages.configure(config);
              adapters.forEach(analytics -> config.registerPlugin(new AnalyticsPlugin(analytics)));
            });
    app.start();
    return new Application() {
      @Override
      public int port() {
        return app.port();
      }

      @Override
      public void stop() {
        app.stop();
      }
    };
  }

  private static Connector connector(Server server, HttpConfiguration http) {
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost("127.0.0.1");
    return connector;
  }

  @Override
  protected String version() {
    return Javalin.class.getPackage().getImplementationVersion();
  }

  @Exempt("Javalin finds its handlers by the first request's path: a page cannot include another.")
  @Override
  protected void include_belongsToItsRequest() {}

  @Exempt("Javalin's static files know no ranges, and are answered as a whole.")
  @Override
  protected void staticFile_range() {
    get("/static/file.txt")
        .header("Range", "bytes=2-5")
        .with("0123456789")
        .onNoRoute()
        .isUntouchedAndRecordedOnce();
  }
}

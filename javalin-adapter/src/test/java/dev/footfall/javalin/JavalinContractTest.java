package dev.footfall.javalin;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import io.javalin.Javalin;

/** The contract for Javalin. */
class JavalinContractTest extends AdapterContract {

  @Override
  protected Application start(Analytics analytics) {
    Javalin app =
        Javalin.create(
            config -> {
              config.router.contextPath = base();
              ContractPages.configure(config);
              if (analytics != null) {
                config.registerPlugin(new AnalyticsPlugin(analytics));
              }
            });
    app.start("127.0.0.1", 0);
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

  /** Javalin has neither forwards nor includes. */
  @Override
  protected void forward_belongsToItsRequest() {}

  /** Javalin has neither forwards nor includes. */
  @Override
  protected void include_belongsToItsRequest() {}
}

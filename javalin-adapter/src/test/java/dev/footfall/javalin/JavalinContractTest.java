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

  /** Javalin's static files know no ranges: a range is answered with the whole file. */
  @Override
  protected void staticFile_range() {
    get("/static/file.txt")
        .header("Range", "bytes=2-5")
        .with("0123456789")
        .onNoRoute()
        .isUntouchedAndRecordedOnce();
  }

  /** Javalin answers a failed future by itself, where nobody else can see the exception. */
  @Override
  protected void asyncException_isNamed() {
    get("/async-throws")
        .answers(500)
        .takesAtLeast(40)
        .onRoute("/async-throws")
        .isUntouchedAndRecordedOnce();
  }
}

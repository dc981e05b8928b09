package dev.footfall.examples.demo;

import dev.footfall.server.StartException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the demo until Ctrl-C. */
public final class Main {

  /** Set where a build tool runs the demo, which may be stopped without telling it. */
  private static final String STOP_WITH_PARENT = "footfall.demo.stopWithParent";

  private Main() {}

  /** Takes its settings from the environment, see {@link DemoOptions}. */
  public static void main(String[] args) throws InterruptedException {
    Demo demo;
    DemoOptions options;
    try {
      options = DemoOptions.from(System.getenv());
      demo = Demo.start(options);
    } catch (DemoException | StartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo, options), "demo-stop"));
    if (Boolean.getBoolean(STOP_WITH_PARENT)) {
      ProcessHandle.current().parent().ifPresent(Main::stopWith);
    }
    System.out.println(welcome(demo, options));
    // until a signal ends the process
    new CountDownLatch(1).await();
  }

  private static String welcome(Demo demo, DemoOptions options) {
    Services services = demo.services();
    List<String> shops = services.urls(Service.BOOKSHOP);
    return """

        Footfall is running with a generated year, and three services that go on with it.

          Look at it         %s (the demo; no key is needed)
          All rights         %s (the demo's key)

          bookshop           %s and %s (servlets on Jetty)
          members            %s/v1/catalogue/search?q=time (Spring Boot)
          payments           %s/v1/rates (Javalin)

          Data               %s (a second start goes on with it)
          Stop               Ctrl-C
        """
        .formatted(
            demo.url(),
            demo.key(),
            shops.get(0),
            shops.get(1),
            services.urls(Service.MEMBERS).get(0),
            services.urls(Service.PAYMENTS).get(0),
            options.folder());
  }

  private static void stopWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> System.exit(0));
  }

  private static void stop(Demo demo, DemoOptions options) {
    demo.close();
    System.out.printf("%nStopped. The data stays in %s.%n", options.folder());
  }
}

package dev.footfall.examples.demo;

import dev.footfall.server.StartException;
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
    return """

        Footfall is running, and a bookshop has customers.

          See what they do   %s
          with the key       %s

          The bookshop       %s and %s
          Data               %s (a second start goes on with it)
          Stop               Ctrl-C
        """
        .formatted(
            demo.url(),
            demo.key(),
            demo.shopUrls().get(0),
            demo.shopUrls().get(1),
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

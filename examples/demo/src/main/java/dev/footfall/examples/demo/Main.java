package dev.footfall.examples.demo;

import dev.footfall.server.StartException;
import java.util.concurrent.CountDownLatch;

/** Runs the demo until Ctrl-C. */
public final class Main {

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

  private static void stop(Demo demo, DemoOptions options) {
    demo.close();
    System.out.printf("%nStopped. The data stays in %s.%n", options.folder());
  }
}

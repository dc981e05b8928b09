package dev.footfall.examples.spring;

import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The API inside of another process. Thread-safe. */
public final class Members implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  Members(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts on the loopback interface, and leaves it to the caller to stop.
   *
   * @param port 0 for any that is free
   * @param properties settings that win over all others, such as {@code footfall.api-key}
   * @throws org.springframework.boot.web.server.PortInUseException if the port is taken
   */
  public static Members start(int port, Map<String, String> properties) {
    Stream<String> arguments =
        properties.entrySet().stream().map(p -> "--" + p.getKey() + "=" + p.getValue());
    return new Members(
        new SpringApplicationBuilder(MembersApplication.class)
            .registerShutdownHook(false)
            .run(
                Stream.concat(Stream.of("--server.port=" + port), arguments)
                    .toArray(String[]::new)));
  }

  /** The port it listens on. */
  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Its address, without a trailing slash. */
  public String url() {
    return "http://localhost:" + port();
  }

  /** Finishes the requests under way and delivers what was recorded. */
  @Override
  public void close() {
    context.close();
  }
}

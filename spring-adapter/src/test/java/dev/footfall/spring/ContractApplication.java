package dev.footfall.spring;

import dev.footfall.AdapterContract;
import dev.footfall.Analytics;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A Boot application for {@link AdapterContract}. */
final class ContractApplication implements AdapterContract.Application {

  private final ConfigurableApplicationContext context;

  /**
   * Starts it.
   *
   * @param analytics what the starter is to record with, or null: then it is off
   */
  ContractApplication(WebApplicationType type, Class<?> configuration, Analytics analytics) {
    context = configured(new SpringApplicationBuilder(configuration).web(type), analytics).run();
  }

  /** The builder with what the contract asks for. */
  static SpringApplicationBuilder configured(
      SpringApplicationBuilder builder, Analytics analytics) {
    builder.properties(
        "server.port=0",
        "server.address=127.0.0.1",
        "server.servlet.context-path=/app",
        "spring.webflux.base-path=/app",
        "spring.web.resources.static-locations=classpath:/contract/",
        "spring.main.banner-mode=off",
        "logging.level.root=off",
        "footfall.enabled=" + (analytics != null));
    if (analytics != null) {
      builder.initializers(
          starting -> starting.getBeanFactory().registerSingleton("analytics", analytics));
    }
    return builder;
  }

  @Override
  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void stop() {
    context.close();
  }
}

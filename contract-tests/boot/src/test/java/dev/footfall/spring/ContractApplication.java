package dev.footfall.spring;

import dev.footfall.AdapterContract;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A Boot application for {@link AdapterContract}. */
final class ContractApplication implements AdapterContract.Application {

  private final ConfigurableApplicationContext context;

  ContractApplication(WebApplicationType type, List<?> beans, Class<?>... configurations) {
    context = configured(new SpringApplicationBuilder(configurations).web(type), beans).run();
  }

  /**
   * The builder with what the contract asks for.
   *
   * @param beans what the user of the starter has written himself; with none it is off
   */
  static SpringApplicationBuilder configured(SpringApplicationBuilder builder, List<?> beans) {
    builder.properties(
        "server.port=0",
        "server.address=127.0.0.1",
        "server.compression.enabled=true",
        "server.http2.enabled=true",
        "server.servlet.context-path=/app",
        "spring.webflux.base-path=/app",
        "spring.web.resources.static-locations=classpath:/contract/",
        "spring.threads.virtual.enabled=" + AdapterContract.VIRTUAL_THREADS,
        "spring.main.banner-mode=off",
        "logging.level.root=off",
        "footfall.enabled=" + !beans.isEmpty());
    return builder.initializers(
        starting ->
            beans.forEach(
                bean ->
                    starting
                        .getBeanFactory()
                        .registerSingleton(bean.getClass().getSimpleName(), bean)));
  }

  /** What a page tells of its own thread. */
  static String kindOfThread() {
    try {
      Object virtual = Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
      return virtual.equals(true) ? "virtual" : "platform";
    } catch (NoSuchMethodException e) {
      return "platform";
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
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

package dev.footfall.benchmarks;

import dev.footfall.Config;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link SpringHelloApplication} in this process, with the starter's properties or without. */
final class SpringHello implements HelloServer {

  private final ConfigurableApplicationContext context;

  private SpringHello(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static SpringHello start(@Nullable String analyticsUrl) {
    return new SpringHello(
        SpringHelloApplication.start(
            analyticsUrl == null ? List.of() : arguments(analyticsUrl),
            analyticsUrl == null ? List.of() : List.of(Users.class)));
  }

  /** What {@link FootfallSubject} sets, as far as properties can say it. */
  static List<String> arguments(String analyticsUrl) {
    return List.of(
        "--footfall.api-key=" + FootfallSubject.KEY,
        "--footfall.server-url=" + analyticsUrl,
        "--footfall.hash-user-ids=" + FootfallSubject.SECRET,
        "--footfall.exclude=" + String.join(",", FootfallSubject.EXCLUDED));
  }

  @Override
  public int port() {
    return SpringHelloApplication.port(context);
  }

  @Override
  public void close() {
    context.close();
  }

  /** What only code can say. */
  @Configuration(proxyBeanMethods = false)
  static class Users {
    @Bean
    @SuppressWarnings("NullAway") // as in FootfallSubject
    Consumer<Config.Builder> users() {
      return builder -> builder.userId(FootfallSubject::user);
    }
  }
}

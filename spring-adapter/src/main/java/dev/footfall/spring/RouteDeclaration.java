package dev.footfall.spring;

import dev.footfall.Analytics;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/** Tells which routes an application declares, when it has started. */
final class RouteDeclaration implements ApplicationListener<ContextRefreshedEvent> {

  private static final Logger log = LoggerFactory.getLogger(RouteDeclaration.class);

  private final ApplicationContext context;
  private final Analytics analytics;
  private final Supplier<DeclaredRoutes> routes;

  RouteDeclaration(
      ApplicationContext context, Analytics analytics, Supplier<DeclaredRoutes> routes) {
    this.context = context;
    this.analytics = analytics;
    this.routes = routes;
  }

  @Override
  public void onApplicationEvent(ContextRefreshedEvent event) {
    if (event.getApplicationContext() == context) {
      try {
        analytics.declareRoutes(routes.get().lines());
      } catch (RuntimeException e) {
        // A mapping of the application's own kind must not keep it from starting.
        log.warn("Footfall: the application's routes cannot be told", e);
      }
    }
  }
}

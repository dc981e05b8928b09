package dev.footfall.spring;

import dev.footfall.Analytics;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The health indicator {@code footfall}, where it lives from Boot 4 on. Never "down": an
 * application without analytics still does its work.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = Boot4Health.INDICATOR)
@Conditional(OnHealth.class)
final class Boot4Health {

  static final String INDICATOR = "org.springframework.boot.health.contributor.HealthIndicator";

  @Bean
  HealthIndicator footfallHealthIndicator(Analytics analytics) {
    return () -> health(analytics);
  }

  private static Health health(Analytics analytics) {
    Map<String, Object> details = HealthDetails.of(analytics);
    Health.Builder health =
        details.containsKey(HealthDetails.FAILURE) ? Health.unknown() : Health.up();
    return health.withDetails(details).build();
  }
}

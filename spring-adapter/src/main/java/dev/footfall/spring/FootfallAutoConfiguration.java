package dev.footfall.spring;

import dev.footfall.Analytics;
import dev.footfall.Config;
import java.util.function.Consumer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Records the requests of a Spring Boot application, on servlets or on WebFlux, and offers an
 * {@link Analytics} bean to track events with.
 *
 * <p>Needs nothing but {@code footfall.api-key}. What only code can say goes into beans of type
 * {@code Consumer<Config.Builder>}, which are applied in order on top of the properties. A bean of
 * type {@link Config} is used as it is, a bean of type {@link Analytics} too. With neither of them
 * and no key nothing is registered, nor with {@code footfall.enabled=false}: where that may be so,
 * inject an {@code ObjectProvider<Analytics>}.
 */
// Early: of filters with the same order, those come first that were registered first.
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@Conditional(OnDestination.class)
@EnableConfigurationProperties(FootfallProperties.class)
@Import({
  ServletRecording.class,
  ReactiveRecording.class,
  Meters.class,
  Boot3Health.class,
  Boot4Health.class
})
public final class FootfallAutoConfiguration {

  static final String FRAMEWORK = "Spring";

  private static final ResolvableType CUSTOMIZER =
      ResolvableType.forClassWithGenerics(Consumer.class, Config.Builder.class);

  FootfallAutoConfiguration() {}

  @Bean
  @ConfigurationPropertiesBinding
  static PrivacyLevelConverter footfallPrivacyLevelConverter() {
    return new PrivacyLevelConverter();
  }

  @Bean
  @ConditionalOnMissingBean({Analytics.class, Config.class})
  Config footfallConfig(
      FootfallProperties properties, Environment environment, ListableBeanFactory beans) {
    Config.Builder builder = properties.toBuilder(environment);
    // Injected, and with none of this type there, consumers of who knows what would do as well.
    ObjectProvider<Consumer<Config.Builder>> customizers = beans.getBeanProvider(CUSTOMIZER);
    customizers.orderedStream().forEach(customizer -> customizer.accept(builder));
    return builder.build();
  }

  /** Closed after the web server: beans are destroyed when all that has a lifecycle has stopped. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Analytics footfallAnalytics(Config config) {
    return Analytics.create(config.orFramework(FRAMEWORK));
  }
}

package dev.footfall.spring;

import dev.footfall.Analytics;
import dev.footfall.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether records have somewhere to go: a key, or a bean of the application's own. */
final class OnDestination extends SpringBootCondition implements ConfigurationCondition {

  static final String ENABLED = "footfall.enabled";
  static final String API_KEY = "footfall.api-key";
  static final String NO_KEY =
      "Footfall: nothing is recorded, for there is no key: set "
          + API_KEY
          + ", or FOOTFALL_API_KEY in the environment";

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");
  private static final String PROCESSES_AHEAD_OF_TIME = "spring.aot.processing";

  /** The application's own beans are known by then. */
  @Override
  public ConfigurationPhase getConfigurationPhase() {
    return ConfigurationPhase.REGISTER_BEAN;
  }

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    if (Boolean.FALSE.equals(Binder.get(environment).bind(ENABLED, Boolean.class).orElse(null))) {
      log.debug("Footfall: nothing is recorded, {} is false", ENABLED);
      return ConditionOutcome.noMatch(ENABLED + " is false");
    }
    ConfigurableListableBeanFactory beans = context.getBeanFactory();
    if (beans != null && (isThere(beans, Analytics.class) || isThere(beans, Config.class))) {
      return ConditionOutcome.match("the application has a bean of its own");
    }
    if (StringUtils.hasText(environment.getProperty(API_KEY))) {
      return ConditionOutcome.match(API_KEY + " is set");
    }
    if (Boolean.getBoolean(PROCESSES_AHEAD_OF_TIME)) {
      return ConditionOutcome.match("the key may be there when the application runs");
    }
    log.info(NO_KEY);
    return ConditionOutcome.noMatch(API_KEY + " is not set");
  }

  private static boolean isThere(ConfigurableListableBeanFactory beans, Class<?> type) {
    return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false).length > 0;
  }
}

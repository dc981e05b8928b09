package dev.footfall.spring;

import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Boot's own switch of a health indicator; its annotation has moved between versions. */
final class OnHealth extends SpringBootCondition {

  private static final String OWN = "management.health.footfall.enabled";
  private static final String DEFAULT = "management.health.defaults.enabled";

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    boolean byDefault = environment.getProperty(DEFAULT, Boolean.class, true);
    boolean enabled = environment.getProperty(OWN, Boolean.class, byDefault);
    return new ConditionOutcome(enabled, OWN + " is " + enabled);
  }
}

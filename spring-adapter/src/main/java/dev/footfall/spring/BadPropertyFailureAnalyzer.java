package dev.footfall.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property keeps the application from starting. */
final class BadPropertyFailureAnalyzer extends AbstractFailureAnalyzer<BadPropertyException> {

  BadPropertyFailureAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, BadPropertyException cause) {
    return new FailureAnalysis(
        "A property of Footfall has a bad value. " + cause.getMessage(),
        "Correct the property " + cause.property() + ".",
        cause);
  }
}

package dev.footfall.benchmarks;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.Filter;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Spring's filter with Micrometer's meters, as Spring Boot's actuator sets it up. */
@State(Scope.Benchmark)
public class SpringSubject {

  final Filter filter;

  /** Creates the filter and its registries. */
  public SpringSubject() {
    ObservationRegistry registry = ObservationRegistry.create();
    registry
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
    filter = new ServerHttpObservationFilter(registry);
  }
}

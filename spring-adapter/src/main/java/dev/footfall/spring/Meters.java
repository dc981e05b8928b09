package dev.footfall.spring;

import dev.footfall.Analytics;
import dev.footfall.DropReason;
import dev.footfall.Stats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where every record is, as Micrometer meters. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
final class Meters {

  @Bean
  MeterBinder footfallMeters(Analytics analytics) {
    return registry -> bind(registry, analytics);
  }

  private static void bind(MeterRegistry registry, Analytics analytics) {
    counter("footfall.recorded", analytics, Stats::recorded)
        .description("Requests and events handed over")
        .register(registry);
    counter("footfall.delivered", analytics, Stats::delivered)
        .description("Records that the server has acknowledged")
        .register(registry);
    for (DropReason reason : DropReason.values()) {
      counter("footfall.dropped", analytics, stats -> stats.dropped().getOrDefault(reason, 0L))
          .description("Records lost, by reason")
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    gauge("footfall.queued", analytics, Stats::queued)
        .description("Records waiting in memory")
        .register(registry);
    gauge("footfall.in.flight", analytics, Stats::inFlight)
        .description("Records in the post that is under way")
        .register(registry);
    gauge("footfall.spooled", analytics, Stats::spooled)
        .description("Records waiting on disk")
        .register(registry);
  }

  private static FunctionCounter.Builder<Analytics> counter(
      String name, Analytics analytics, ToDoubleFunction<Stats> figure) {
    return FunctionCounter.builder(name, analytics, client -> figure.applyAsDouble(client.stats()))
        .baseUnit("records");
  }

  private static Gauge.Builder<Analytics> gauge(
      String name, Analytics analytics, ToDoubleFunction<Stats> figure) {
    return Gauge.builder(name, analytics, client -> figure.applyAsDouble(client.stats()))
        .baseUnit("records");
  }
}

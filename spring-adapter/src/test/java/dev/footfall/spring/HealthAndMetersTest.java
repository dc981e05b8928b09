package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.footfall.Analytics;
import dev.footfall.DropReason;
import dev.footfall.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HealthAndMetersTest {

  private static final String INDICATOR = "footfallHealthIndicator";

  private final StandIn standIn = new StandIn();
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(FootfallAutoConfiguration.class))
          .withPropertyValues(
              "footfall.api-key=" + RunningApplication.KEY,
              "footfall.server-url=" + standIn.url(),
              "footfall.flush-interval=100ms",
              "footfall.shutdown-timeout=0s");

  @AfterEach
  void close() {
    standIn.close();
  }

  private static void track(Analytics analytics) {
    analytics.track(Event.named("report.exported").build());
    analytics.flush(Duration.ofSeconds(5));
  }

  @Test
  void health_whenRecordsArrive_isUpAndTellsTheFigures() {
    application.run(
        context -> {
          track(context.getBean(Analytics.class));
          Health health = context.getBean(INDICATOR, HealthIndicator.class).health();

          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails())
              .containsExactly(
                  entry("destination", standIn.url() + "/"),
                  entry("recorded", 1L),
                  entry("delivered", 1L),
                  entry("queued", 0L),
                  entry("dropped", Map.of()));
          assertThat(health.toString()).doesNotContain(RunningApplication.KEY);
        });
  }

  @Test
  void health_whenTheServerIsAway_isUnknownAndNeverDown() {
    standIn.close();
    application.run(
        context -> {
          track(context.getBean(Analytics.class));
          Health health = context.getBean(INDICATOR, HealthIndicator.class).health();

          assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
          assertThat(health.getDetails()).containsKey("failure").containsEntry("queued", 1L);
        });
  }

  @Test
  void health_tellsWhatWasDroppedByReason() {
    application.run(
        context -> {
          Analytics analytics = context.getBean(Analytics.class);
          analytics.close();
          analytics.track(Event.named("late").build());

          assertThat(context.getBean(INDICATOR, HealthIndicator.class).health().getDetails())
              .containsEntry("dropped", Map.of("closed", 1L));
        });
  }

  @Test
  void health_isNotThereWhenSwitchedOff() {
    application
        .withPropertyValues("management.health.footfall.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(INDICATOR));
    application
        .withPropertyValues("management.health.defaults.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(INDICATOR));
    application
        .withPropertyValues(
            "management.health.defaults.enabled=false", "management.health.footfall.enabled=true")
        .run(context -> assertThat(context).hasBean(INDICATOR));
  }

  @Test
  void meters_tellWhereEveryRecordIs() {
    application.run(
        context -> {
          MeterRegistry registry = new SimpleMeterRegistry();
          context.getBean(MeterBinder.class).bindTo(registry);
          track(context.getBean(Analytics.class));

          assertThat(registry.get("footfall.recorded").functionCounter().count()).isEqualTo(1);
          assertThat(registry.get("footfall.delivered").functionCounter().count()).isEqualTo(1);
          assertThat(registry.get("footfall.queued").gauge().value()).isZero();
          assertThat(registry.get("footfall.in.flight").gauge().value()).isZero();
          assertThat(registry.get("footfall.spooled").gauge().value()).isZero();
          for (DropReason reason : DropReason.values()) {
            assertThat(
                    registry
                        .get("footfall.dropped")
                        .tag("reason", reason.name().toLowerCase())
                        .functionCounter()
                        .count())
                .isZero();
          }
          assertThat(registry.getMeters())
              .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
        });
  }
}

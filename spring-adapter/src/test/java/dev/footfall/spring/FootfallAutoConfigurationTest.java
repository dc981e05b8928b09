package dev.footfall.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.DropReason;
import dev.footfall.Event;
import dev.footfall.PrivacyLevel;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.WebFilter;

@ExtendWith(OutputCaptureExtension.class)
class FootfallAutoConfigurationTest {

  private static final String KEY = "footfall.api-key=" + RunningApplication.KEY;
  private static final AutoConfigurations FOOTFALL =
      AutoConfigurations.of(FootfallAutoConfiguration.class);

  private final ApplicationContextRunner plain =
      new ApplicationContextRunner().withConfiguration(FOOTFALL);
  private final WebApplicationContextRunner servlets =
      new WebApplicationContextRunner().withConfiguration(FOOTFALL);
  private final ReactiveWebApplicationContextRunner reactive =
      new ReactiveWebApplicationContextRunner().withConfiguration(FOOTFALL);

  @Test
  void withoutKey_nothingIsRegisteredAndOneLineSaysSo(CapturedOutput output) {
    servlets.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBeanDefinitionNames())
              .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("footfall"));
        });

    assertThat(output.getAll().lines().filter(line -> line.contains("Footfall:")))
        .singleElement()
        .asString()
        .contains("INFO", "footfall.api-key", "FOOTFALL_API_KEY");
  }

  @Test
  void blankKey_countsAsNone(CapturedOutput output) {
    servlets
        .withPropertyValues("footfall.api-key= ", "footfall.flush-interval=1ms")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Analytics.class));

    assertThat(output).contains("footfall.api-key");
  }

  @Test
  void disabled_nothingIsRegisteredAndNothingSaid(CapturedOutput output) {
    servlets
        .withPropertyValues(KEY, "footfall.enabled=false")
        .withBean(Config.class, () -> Config.builder("other").build())
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(Analytics.class)
                    .doesNotHaveBean(FilterRegistrationBean.class));

    assertThat(output).doesNotContain("Footfall:");
  }

  @Test
  void key_fromTheEnvironmentVariable_isTaken() {
    servlets
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "test-systemEnvironment",
                            Map.of(
                                "FOOTFALL_API_KEY", RunningApplication.KEY,
                                "FOOTFALL_SERVER_URL", "http://127.0.0.1:9/env",
                                "FOOTFALL_PRIVACY_LEVEL", "1"))))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(Analytics.class).destination())
                  .startsWith("http://127.0.0.1:9/env");
              assertThat(context.getBean(FootfallProperties.class).privacyLevel())
                  .isEqualTo(PrivacyLevel.NO_ADDRESS_STORED);
            });
  }

  @Test
  void key_onServlets_putsTheFilterBeforeEverything() {
    servlets
        .withPropertyValues(KEY)
        .run(
            context -> {
              FilterRegistrationBean<?> filter = context.getBean(FilterRegistrationBean.class);
              assertThat(filter.getFilter()).isInstanceOf(AnalyticsFilter.class);
              assertThat(filter.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
              assertThat(filter.getUrlPatterns()).containsExactly("/*");
              assertThat(filter.isAsyncSupported()).isTrue();
              assertThat(filter.determineDispatcherTypes())
                  .containsExactlyInAnyOrder(
                      DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
              assertThat(context).doesNotHaveBean(WebFilter.class);
            });
  }

  @Test
  void key_withoutAWebApplication_stillTracks() {
    plain
        .withPropertyValues(KEY)
        .run(
            context -> {
              assertThat(context).hasSingleBean(Analytics.class);
              assertThat(context).doesNotHaveBean(FilterRegistrationBean.class);
            });
  }

  @Test
  void servlets_withoutReactorMvcSecurityMicrometerAndHealth_stillRecord() {
    servlets
        .withClassLoader(
            new FilteredClassLoader(
                "reactor",
                "org.springframework.web.reactive",
                "org.springframework.web.server",
                "org.springframework.http.server.reactive",
                "org.springframework.web.servlet",
                "org.springframework.security",
                "org.springframework.boot.health",
                "io.micrometer"))
        .withPropertyValues(KEY)
        .run(context -> assertThat(context).hasSingleBean(FilterRegistrationBean.class));
  }

  @Test
  void reactive_withoutServletsAndSecurity_stillRecords() {
    reactive
        .withClassLoader(
            new FilteredClassLoader(
                "jakarta.servlet",
                "org.springframework.web.servlet",
                "org.springframework.security",
                "org.springframework.boot.health",
                "io.micrometer"))
        .withPropertyValues(KEY)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(HttpHandlerDecoratorFactory.class);
              assertThat(context.getBeansOfType(WebFilter.class)).hasSize(2);
            });
  }

  @Test
  void analyticsBean_ofTheApplication_isUsed() {
    try (Analytics own = Analytics.create(Config.builder("own").build())) {
      servlets
          .withBean(Analytics.class, () -> own)
          .run(
              context -> {
                assertThat(context).hasSingleBean(FilterRegistrationBean.class);
                assertThat(context.getBean(Analytics.class)).isSameAs(own);
                assertThat(context).doesNotHaveBean(Config.class);
              });
    }
  }

  @Test
  void configBean_ofTheApplication_isUsedAsItIsAndNoKeyIsNeeded() {
    servlets
        .withBean(
            Config.class, () -> Config.builder("own").serverUrl("http://127.0.0.1:9/own").build())
        .withPropertyValues("footfall.server-url=http://127.0.0.1:9/other")
        .withUserConfiguration(Customizers.class)
        .run(
            context ->
                assertThat(context.getBean(Analytics.class).destination())
                    .startsWith("http://127.0.0.1:9/own"));
  }

  @Test
  void customizers_areAppliedInOrderOnTopOfTheProperties() {
    servlets
        .withPropertyValues(KEY, "footfall.server-url=http://127.0.0.1:9/properties")
        .withUserConfiguration(Customizers.class)
        .run(
            context -> {
              assertThat(context.getBean(Customizers.class).order).containsExactly("one", "two");
              assertThat(context.getBean(Analytics.class).destination())
                  .startsWith("http://127.0.0.1:9/two");
            });
  }

  @Test
  void consumers_ofUnknownType_areLeftAlone() {
    servlets
        .withPropertyValues(KEY)
        .withUserConfiguration(OtherConsumers.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(Analytics.class);
              assertThat(context.getBean(OtherConsumers.class).taken).isEmpty();
            });
  }

  @Test
  void filterBean_ofTheApplication_standsInForOurs() {
    servlets
        .withPropertyValues(KEY)
        .withUserConfiguration(OwnFilter.class)
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(FilterRegistrationBean.class);
              FilterRegistrationBean<?> filter = context.getBean(FilterRegistrationBean.class);
              assertThat(filter.getUrlPatterns()).containsExactly("/api/*");
            });
  }

  @Test
  void service_isTheApplicationsNameUnlessSet() {
    assertThat(serviceWith("spring.application.name=shop")).isEqualTo("shop");
    assertThat(serviceWith("spring.application.name=shop", "footfall.service=till"))
        .isEqualTo("till");
    assertThat(serviceWith("footfall.service= ")).isNull();
  }

  private static String serviceWith(String... properties) {
    String[] service = new String[1];
    new ApplicationContextRunner()
        .withConfiguration(FOOTFALL)
        .withPropertyValues(KEY)
        .withPropertyValues(properties)
        .run(context -> service[0] = ConfigFields.of(context.getBean(Config.class), "service"));
    return service[0];
  }

  @Test
  void properties_reachTheirSettings() {
    plain
        .withPropertyValues(
            KEY,
            "footfall.server-url=http://127.0.0.1:9/x",
            "footfall.privacy-level=2",
            "footfall.framework=Boot",
            "footfall.environment=production",
            "footfall.instance=i1",
            "footfall.version=7",
            "footfall.hash-user-ids=secret",
            "footfall.include=sizes,trace-id",
            "footfall.omit=error",
            "footfall.exclude=/health,/internal/**",
            "footfall.sample-rate=0.5",
            "footfall.trusted-proxies=none",
            "footfall.client-ip-headers=X-Real-IP",
            "footfall.flush-interval=7s",
            "footfall.max-queued=77",
            "footfall.max-buffered-bytes=1MB",
            "footfall.drop-oldest=true",
            "footfall.max-batch=777",
            "footfall.max-age=7m",
            "footfall.max-spool-bytes=2MB",
            "footfall.shutdown-timeout=70ms")
        .run(
            context -> {
              Config config = context.getBean(Config.class);
              assertThat(ConfigFields.all(config))
                  .containsEntry("serverUrl", "http://127.0.0.1:9/x")
                  .containsEntry("privacyLevel", "NO_ADDRESS_SENT")
                  .containsEntry("framework", "Boot")
                  .containsEntry("environment", "production")
                  .containsEntry("instance", "i1")
                  .containsEntry("version", "7")
                  .containsEntry("userIdSecret", "secret")
                  .containsEntry("sampleRate", "0.5")
                  .containsEntry("trustedProxies", "[]")
                  .containsEntry("clientIpHeaders", "[X-Real-IP]")
                  .containsEntry("flushInterval", "PT7S")
                  .containsEntry("maxQueued", "77")
                  .containsEntry("maxBufferedBytes", "1048576")
                  .containsEntry("dropOldest", "true")
                  .containsEntry("maxBatch", "777")
                  .containsEntry("maxAge", "PT7M")
                  .containsEntry("maxSpoolBytes", "2097152")
                  .containsEntry("shutdownTimeout", "PT0.07S");
              assertThat(ConfigFields.of(config, "extras"))
                  .contains("ROUTE", "SIZES", "TRACE_ID")
                  .doesNotContain("ERROR");
              assertThat(context.getBean(FootfallProperties.class).exclude())
                  .containsExactly("/health", "/internal/**");
              assertThat(context.getBean(FootfallProperties.class).toString())
                  .doesNotContain("secret")
                  .doesNotContain(RunningApplication.KEY);
            });
  }

  @Test
  void client_isClosedWithTheContext() {
    Analytics[] client = new Analytics[1];
    plain
        .withPropertyValues(KEY)
        .run(
            (AssertableApplicationContext context) -> client[0] = context.getBean(Analytics.class));

    client[0].track(Event.named("late").build());
    assertThat(client[0].stats().dropped().get(DropReason.CLOSED)).isEqualTo(1);
  }

  @Configuration(proxyBeanMethods = false)
  static class OtherConsumers {
    final List<Object> taken = new ArrayList<>();

    @Bean
    Consumer<?> anything() {
      return taken::add;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnFilter {

    @Bean
    FilterRegistrationBean<AnalyticsFilter> footfallFilter(Analytics analytics) {
      FilterRegistrationBean<AnalyticsFilter> registration =
          new FilterRegistrationBean<>(new AnalyticsFilter(analytics));
      registration.addUrlPatterns("/api/*");
      return registration;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizers {
    final List<String> order = new ArrayList<>();

    @Bean
    @Order(2)
    Consumer<Config.Builder> two() {
      return config -> {
        order.add("two");
        config.serverUrl("http://127.0.0.1:9/two");
      };
    }

    @Bean
    @Order(1)
    Consumer<Config.Builder> one() {
      return config -> {
        order.add("one");
        config.serverUrl("http://127.0.0.1:9/one");
      };
    }

    @Bean
    Consumer<String> unrelated() {
      return text -> order.add("unrelated");
    }
  }
}

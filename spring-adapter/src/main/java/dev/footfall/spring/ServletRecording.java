package dev.footfall.spring;

import dev.footfall.Analytics;
import dev.footfall.Config;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The servlet filter in front of everything, so that what others reject is recorded too. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "jakarta.servlet.Filter")
final class ServletRecording {

  @Bean
  @ConditionalOnMissingBean(name = "footfallFilter")
  FilterRegistrationBean<AnalyticsFilter> footfallFilter(Analytics analytics) {
    FilterRegistrationBean<AnalyticsFilter> registration =
        new FilterRegistrationBean<>(new AnalyticsFilter(analytics, new SpringRequests()));
    registration.setName("footfall");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.addUrlPatterns("/*");
    registration.setDispatcherTypes(
        DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    registration.setAsyncSupported(true);
    return registration;
  }

  /** Where requests are matched by Spring MVC. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebMvcConfigurer.class)
  static final class Mvc {

    @Bean
    RouteNote.Registration footfallRouteNote() {
      return new RouteNote.Registration();
    }

    @Bean
    RouteDeclaration footfallRoutes(WebApplicationContext context, Analytics analytics) {
      return new RouteDeclaration(context, analytics, new MvcDeclaredRoutes(context)::read);
    }
  }

  /** Where Spring Security knows the user. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HttpSecurity.class)
  static final class Security {

    @Bean
    PrincipalNoteConfigurer.Wanted footfallPrincipalNote(ObjectProvider<Config> config) {
      return new PrincipalNoteConfigurer.Wanted(Mapping.mayAsk(config));
    }
  }
}

package dev.footfall.spring;

import dev.footfall.Analytics;
import dev.footfall.Config;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The same around a WebFlux application. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(name = "org.springframework.web.reactive.DispatcherHandler")
final class ReactiveRecording {

  @Bean
  ReactiveRecorder footfallRecorder(Analytics analytics) {
    return new ReactiveRecorder(analytics);
  }

  @Bean
  RouteDeclaration footfallRoutes(ApplicationContext context, Analytics analytics) {
    return new RouteDeclaration(context, analytics, new ReactiveDeclaredRoutes(context)::read);
  }

  @Bean
  ExchangeNote footfallExchangeNote() {
    return new ExchangeNote();
  }

  @Bean
  ReactivePrincipalNote footfallPrincipalNote(ObjectProvider<Config> config) {
    return new ReactivePrincipalNote(Mapping.mayAsk(config));
  }
}

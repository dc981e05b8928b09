package dev.footfall.spring;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;

/** The contract's application on WebFlux. */
@Configuration
@EnableAutoConfiguration
@Import({FluxPages.class, FluxTransferPages.class, FluxCommitting.class})
class FluxApplication implements WebFluxConfigurer {

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/files/**").addResourceLocations("classpath:/contract/static/");
  }

  @Bean
  HandlerMapping sockets() {
    WebSocketHandler echo =
        session ->
            session.send(
                session
                    .receive()
                    .map(message -> session.textMessage("echo " + message.getPayloadAsText())));
    return new SimpleUrlHandlerMapping(Map.of("/socket", echo), -1);
  }

  /** Else who stops takes down the event loops of the others. */
  @Bean
  ReactorResourceFactory loops() {
    ReactorResourceFactory loops = new ReactorResourceFactory();
    loops.setUseGlobalResources(false);
    loops.setShutdownQuietPeriod(Duration.ZERO);
    return loops;
  }

  @Bean
  RouterFunction<ServerResponse> functional() {
    return RouterFunctions.route()
        .GET("/functional/{id}", request -> ServerResponse.ok().bodyValue("seven"))
        .build();
  }

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http) {
    return http.authorizeExchange(
            requests ->
                requests.pathMatchers("/secret").hasRole("READER").anyExchange().permitAll())
        .httpBasic(Customizer.withDefaults())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .build();
  }

  @Bean
  MapReactiveUserDetailsService users() {
    return new MapReactiveUserDetailsService(ContractUsers.ada(), ContractUsers.bob());
  }
}

package dev.footfall.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The contract's application on Spring MVC. */
@Configuration
@EnableAutoConfiguration
@Import({
  MvcPages.class,
  MvcTransferPages.class,
  MvcAsyncPages.class,
  MvcViews.class,
  MvcSocket.class
})
class MvcApplication implements WebMvcConfigurer {

  @Bean
  RouterFunction<ServerResponse> functional() {
    return RouterFunctions.route()
        .GET("/functional/{id}", request -> ServerResponse.ok().body("seven"))
        .build();
  }

  @Bean
  FilterRegistrationBean<MvcCommitting> committing() {
    FilterRegistrationBean<MvcCommitting> registration =
        new FilterRegistrationBean<>(new MvcCommitting());
    registration.addUrlPatterns("/committed", "/committed-early");
    return registration;
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests.requestMatchers("/secret").hasRole("READER").anyRequest().permitAll())
        .httpBasic(Customizer.withDefaults())
        .csrf(AbstractHttpConfigurer::disable)
        .build();
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(ContractUsers.ada(), ContractUsers.bob());
  }

  @Bean
  ResourceHttpRequestHandler assets() {
    ResourceHttpRequestHandler assets = new ResourceHttpRequestHandler();
    assets.setLocations(List.of(new ClassPathResource("contract/static/")));
    return assets;
  }

  @Bean
  SimpleUrlHandlerMapping assetMapping(ResourceHttpRequestHandler assets) {
    return new SimpleUrlHandlerMapping(Map.of("/assets/**", assets), 0);
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/files/**").addResourceLocations("classpath:/contract/static/");
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addStatusController("/gone", HttpStatus.GONE);
    registry.addStatusController("/", HttpStatus.NO_CONTENT);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(
            new HandlerInterceptor() {
              @Override
              public boolean preHandle(
                  HttpServletRequest request, HttpServletResponse response, Object handler) {
                response.setStatus(451);
                return false;
              }
            })
        .addPathPatterns("/intercepted");
  }
}

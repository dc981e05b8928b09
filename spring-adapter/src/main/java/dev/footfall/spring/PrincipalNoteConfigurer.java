package dev.footfall.spring;

import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Adds {@link PrincipalNote} to every security filter chain, right before authorization, so that a
 * 403 has its user too. Spring Security applies what {@code META-INF/spring.factories} names under
 * {@link AbstractHttpConfigurer} to each {@link HttpSecurity}.
 */
final class PrincipalNoteConfigurer
    extends AbstractHttpConfigurer<PrincipalNoteConfigurer, HttpSecurity> {

  PrincipalNoteConfigurer() {}

  @Override
  public void configure(HttpSecurity http) {
    ApplicationContext context = http.getSharedObject(ApplicationContext.class);
    Wanted wanted = context == null ? null : context.getBeanProvider(Wanted.class).getIfAvailable();
    if (wanted != null && wanted.byMappers()) {
      http.addFilterBefore(
          new PrincipalNote(getSecurityContextHolderStrategy()), AuthorizationFilter.class);
    }
  }

  /** Is there where requests are recorded, and tells whether a mapper may ask for their user. */
  record Wanted(boolean byMappers) {}
}

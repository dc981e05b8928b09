package dev.footfall.spring;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Notes who the user is while Spring Security still knows it: on the way out of its filter chain it
 * forgets. Only the supplier is noted, because asking it may load a session; it is asked when a
 * mapper asks for the principal.
 */
final class PrincipalNote implements Filter {

  private final SecurityContextHolderStrategy contexts;

  PrincipalNote(SecurityContextHolderStrategy contexts) {
    this.contexts = contexts;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      // An error page's user is the request's, or nobody.
      if (request.getDispatcherType() != DispatcherType.ERROR
          || request.getAttribute(SpringRequests.PRINCIPAL) == null) {
        Supplier<SecurityContext> context = contexts.getDeferredContext();
        Supplier<@Nullable String> name = () -> name(context.get());
        request.setAttribute(SpringRequests.PRINCIPAL, name);
      }
    }
  }

  private static @Nullable String name(@Nullable SecurityContext context) {
    Authentication user = context == null ? null : context.getAuthentication();
    return user == null || user instanceof AnonymousAuthenticationToken ? null : user.getName();
  }
}

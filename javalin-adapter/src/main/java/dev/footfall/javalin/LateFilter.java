package dev.footfall.javalin;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps the place of a filter that may come later, and lets everything by until then. */
final class LateFilter implements Filter {

  private volatile @Nullable Filter filter;

  void use(Filter come) {
    filter = come;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Filter come = filter;
    if (come == null) {
      chain.doFilter(request, response);
    } else {
      come.doFilter(request, response, chain);
    }
  }
}

package dev.footfall.servlet;

import dev.footfall.Analytics;
import dev.footfall.Config;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records each request exactly once, when it is over, with the status that the client gets. Nothing
 * is wrapped, no body is read, no exception is changed. Thread-safe.
 *
 * <p>Map it first, to {@code /*}, with the dispatcher types {@code REQUEST}, {@code ASYNC} and
 * {@code ERROR}, and with asynchronous support on. A forward or include belongs to its request.
 *
 * <p>In a {@code web.xml} it is configured by init-params: {@code apiKey}, and each setting of
 * {@link Config} by its name, such as {@code flushInterval}. Without {@code apiKey} the settings
 * come from the environment, see {@link Config#fromEnvironment}.
 */
public final class AnalyticsFilter implements Filter {

  private static final String FRAMEWORK = "Servlet";
  private static final String API_KEY = "apiKey";

  private final ServletFramework framework;
  private final boolean closesAnalytics;
  private final @Nullable Config config;
  private volatile @Nullable Analytics analytics;
  private String attribute = "";

  /** Configured by init-params, or else by the environment. */
  public AnalyticsFilter() {
    framework = new MappedServlet();
    closesAnalytics = true;
    config = null;
  }

  /** With a client of its own, which is closed when the container takes the filter down. */
  public AnalyticsFilter(Config config) {
    framework = new MappedServlet();
    closesAnalytics = true;
    this.config = config.orFramework(FRAMEWORK);
    use(Analytics.create(this.config));
  }

  /** With a client that somebody else has created and closes. */
  public AnalyticsFilter(Analytics analytics) {
    this(analytics, new MappedServlet());
  }

  /** For an adapter, whose framework knows more of a request than the container does. */
  public AnalyticsFilter(Analytics analytics, ServletFramework framework) {
    this.framework = framework;
    closesAnalytics = false;
    config = null;
    use(analytics);
  }

  private void use(Analytics analytics) {
    this.analytics = analytics;
    attribute = AnalyticsFilter.class.getName() + "." + analytics.destination();
  }

  /**
   * Creates the client if the filter was made without one, or was taken down before, and declares
   * the servlets' patterns as routes.
   *
   * @throws ServletException if an init-param or environment variable is bad
   */
  @Override
  public void init(FilterConfig filterConfig) throws ServletException {
    Analytics client = analytics;
    if (client == null) {
      client = Analytics.create(settings(filterConfig));
      use(client);
    }
    if (framework instanceof MappedServlet) {
      client.declareRoutes(MappedServlet.declaredRoutes(filterConfig.getServletContext()));
    }
  }

  private Config settings(FilterConfig filterConfig) throws ServletException {
    if (config != null) {
      return config;
    }
    try {
      return config(filterConfig).orFramework(FRAMEWORK);
    } catch (IllegalArgumentException e) {
      throw new ServletException("Footfall: " + e.getMessage(), e);
    }
  }

  private static Config config(FilterConfig filterConfig) {
    Map<String, String> params = new LinkedHashMap<>();
    for (String name : Collections.list(filterConfig.getInitParameterNames())) {
      params.put(name, filterConfig.getInitParameter(name));
    }
    String apiKey = params.remove(API_KEY);
    Config.Builder builder = apiKey == null ? fromEnvironment() : Config.builder(apiKey);
    params.forEach(builder::set);
    return builder.build();
  }

  private static Config.Builder fromEnvironment() {
    try {
      return Config.fromEnvironment().toBuilder();
    } catch (IllegalArgumentException e) {
      // who wrote a web.xml may never have meant the environment
      throw new IllegalArgumentException(
          "without an init-param apiKey the environment counts: " + e.getMessage(), e);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Analytics client = analytics;
    if (client == null
        || !(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    if (http.getAttribute(attribute) instanceof Exchange exchange) {
      exchange.runAgain(http, answer, chain);
      return;
    }
    DispatcherType type = http.getDispatcherType();
    if (type == DispatcherType.REQUEST || type == DispatcherType.ERROR) {
      Exchange exchange = new Exchange(client, framework, System.nanoTime(), http, answer);
      http.setAttribute(attribute, exchange);
      exchange.run(chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Closes the client if the filter has created it. */
  @Override
  public void destroy() {
    if (closesAnalytics && analytics != null) {
      analytics.close();
      analytics = null;
    }
  }
}

package dev.footfall.examples.servlet;

import dev.footfall.Config;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;

/** What the server's start page shows: its test holds the page to this. */
final class StartPageSnippet {
  private StartPageSnippet() {}

  static void recordRequests(ServletContext context) {
    Config config = Config.builder("YOUR-API-KEY").serverUrl("http://localhost:8080").build();
    FilterRegistration.Dynamic footfall =
        context.addFilter("footfall", new AnalyticsFilter(config));
    footfall.setAsyncSupported(true);
    footfall.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR),
        false,
        "/*");
  }
}

package dev.footfall.servlet;

import dev.footfall.Analytics;
import dev.footfall.Config;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application that {@link RedeployTest} deploys; its class comes from there, too. */
public final class RedeployedServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getPathInfo()) {
      case "/async" -> {
        AsyncContext async = request.startAsync();
        async.start(async::complete);
      }
      case "/error" -> response.sendError(503);
      case "/verify" -> response.getWriter().print(verify(request));
      default -> response.getWriter().print("hello");
    }
  }

  /** On the container's thread, which outlives the application. */
  private static String verify(HttpServletRequest request) {
    Config config =
        Config.builder(request.getParameter("key")).serverUrl(request.getParameter("url")).build();
    try (Analytics analytics = Analytics.create(config)) {
      return analytics.verify().message();
    }
  }
}

package dev.footfall.servlet;

import static dev.footfall.servlet.TestApp.pause;

import dev.footfall.servlet.TestApp.Handler;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pages that return. */
final class PlainPages {

  private PlainPages() {}

  static Map<String, Handler> handlers() {
    Map<String, Handler> all = new LinkedHashMap<>();
    all.put("/text", PlainPages::text);
    all.put("/items/*", (q, a) -> a.getWriter().print("item " + q.getPathInfo().substring(1)));
    all.put("/classes", (q, a) -> a.getWriter().print(classesOf(q, a)));
    all.put("/echo", PlainPages::echo);
    all.put("/empty", (q, a) -> a.setStatus(204));
    all.put("/status", (q, a) -> a.setStatus(Integer.parseInt(q.getParameter("code"))));
    all.put("/slow", (q, a) -> pause(120));
    all.put("/stream", PlainPages::stream);
    all.put("/etag", PlainPages::etag);
    all.put("/redirect", (q, a) -> a.sendRedirect(q.getContextPath() + "/text"));
    all.put("/forward", (q, a) -> q.getRequestDispatcher("/text").forward(q, a));
    all.put("/forward-chain", (q, a) -> q.getRequestDispatcher("/forward").forward(q, a));
    all.put("/committed", (q, a) -> a.sendError(500));
    all.put("/committed-early", (q, a) -> a.setStatus(500));
    all.put("/include", (q, a) -> q.getRequestDispatcher("/text").include(q, a));
    all.put("/cors", PlainPages::crossOrigin);
    all.put("/secret", PlainPages::secret);
    return all;
  }

  private static void text(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("DELETE")) {
      response.sendError(405);
    } else {
      response.getWriter().print("hello");
    }
  }

  private static void echo(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    response.setStatus(201);
    response.getOutputStream().write(body);
  }

  private static void stream(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().print("one");
    response.flushBuffer();
    pause(150);
    response.getWriter().print("two");
  }

  private static void etag(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("ETag", "\"1\"");
    response.setStatus("\"1\"".equals(request.getHeader("If-None-Match")) ? 304 : 200);
  }

  private static void crossOrigin(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
  }

  /** Lets the container log the user in; only ada may see the secret. */
  private static void secret(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String authorization = request.getHeader("Authorization");
    if (authorization == null || !logIn(request, authorization)) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"contract\"");
      response.sendError(401);
    } else if (!request.getUserPrincipal().getName().equals("ada")) {
      response.sendError(403);
    } else {
      response.getWriter().print("secret of ada");
    }
  }

  private static boolean logIn(HttpServletRequest request, String authorization) {
    byte[] decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
    String[] credentials = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    try {
      request.login(credentials[0], credentials[1]);
      return true;
    } catch (ServletException e) {
      return false;
    }
  }

  /** What a handler gets, down to the innermost. */
  private static String classesOf(ServletRequest request, ServletResponse response) {
    StringBuilder classes = new StringBuilder(request.getClass().getName());
    ServletRequest in = request;
    while (in instanceof ServletRequestWrapper wrapper) {
      in = wrapper.getRequest();
      classes.append(" < ").append(in.getClass().getName());
    }
    classes.append(" ; ").append(response.getClass().getName());
    ServletResponse out = response;
    while (out instanceof ServletResponseWrapper wrapper) {
      out = wrapper.getResponse();
      classes.append(" < ").append(out.getClass().getName());
    }
    return classes.toString();
  }
}

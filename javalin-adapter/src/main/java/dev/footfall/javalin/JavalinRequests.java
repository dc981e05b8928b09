package dev.footfall.javalin;

import dev.footfall.servlet.ServletFramework;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.servlet.JavalinServlet;
import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.http.servlet.SubmitOrder;
import io.javalin.http.servlet.Task;
import io.javalin.http.servlet.TaskInitializer;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.router.ParsedEndpoint;
import io.javalin.websocket.WsHandlerEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Deque;
import java.util.List;
import kotlin.Unit;
import kotlin.jvm.functions.Function2;
import org.jspecify.annotations.Nullable;

/**
 * What Javalin knows of a request: the path of the endpoint that matches, and the exception that it
 * has answered. Where Javalin plans the handling of a request, its context is left with the request
 * for the filter; the plan itself stays as it is.
 */
final class JavalinRequests implements ServletFramework, TaskInitializer<JavalinServletContext> {

  private static final String CONTEXT = JavalinRequests.class.getName();
  private static final String ERROR = CONTEXT + ".error";

  private final JavalinState state;

  JavalinRequests(JavalinState state) {
    this.state = state;
  }

  @Override
  public void createTasks(
      Function2<? super SubmitOrder, ? super Task, Unit> submitTask,
      JavalinServlet servlet,
      JavalinServletContext context,
      String requestUri) {
    context.req().setAttribute(CONTEXT, context);
    watch(context.getTasks(), context);
  }

  /** Javalin answers what its handlers throw, and tells nobody: each is looked at on its way. */
  private static void watch(Deque<Task> tasks, JavalinServletContext context) {
    for (int left = tasks.size(); left > 0; left--) {
      Task task = tasks.removeFirst();
      tasks.addLast(new Task(task.getSkipOnExceptionAndRedirect(), () -> watched(task, context)));
    }
  }

  private static Unit watched(Task task, JavalinServletContext context) {
    try {
      return task.getHandler().handle();
    } catch (Throwable e) {
      if (!(e instanceof HttpResponseException) && context.attribute(ERROR) == null) {
        context.attribute(ERROR, e);
      }
      throw e;
    }
  }

  /** An {@code HttpResponseException} is an answer by another way. */
  @Override
  public @Nullable Throwable error(HttpServletRequest request) {
    return request.getAttribute(ERROR) instanceof Throwable thrown ? thrown : null;
  }

  @Override
  public @Nullable String route(HttpServletRequest request) {
    String path = null;
    if (request.getAttribute(CONTEXT) instanceof Context context) {
      Endpoint endpoint = endpoint(request, context);
      path = endpoint == null ? null : endpoint.path;
    } else if (request.getHeader(Header.SEC_WEBSOCKET_VERSION) != null) {
      // The way by which Javalin itself tells these requests, which it handles without a plan.
      WsHandlerEntry entry =
          state.wsRouter.getWsPathMatcher().findEndpointHandlerEntry(pathInContext(request));
      path = entry == null ? null : entry.getPath();
    }
    return path == null || isCatchAll(path) ? null : inContext(request.getContextPath(), path);
  }

  private @Nullable Endpoint endpoint(HttpServletRequest request, Context context) {
    // While it is asynchronous, another thread may be adding to the context's endpoints.
    Endpoint visited = request.isAsyncStarted() ? null : context.endpoints().matchedHttpEndpoint();
    return visited != null ? visited : wouldBe(context);
  }

  /** The endpoint that matches, whether or not the request has come that far. */
  private @Nullable Endpoint wouldBe(Context context) {
    InternalRouter router = state.internalRouter;
    String path = pathInContext(context.req());
    ParsedEndpoint found = router.findFirstHttpHandlerEntry(context.method(), path);
    if (found == null && context.method().equals(HandlerType.HEAD)) {
      found = router.findFirstHttpHandlerEntry(HandlerType.GET, path);
    }
    return found == null ? null : found.endpoint;
  }

  private static String pathInContext(HttpServletRequest request) {
    String path = request.getRequestURI();
    String context = request.getContextPath();
    return path.startsWith(context) ? path.substring(context.length()) : path;
  }

  /** The HTTP endpoints as method and route, for {@code GET /v1/items/{id}}. */
  List<String> declared(String contextPath) {
    return state.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod() && !isCatchAll(endpoint.path))
        .map(endpoint -> endpoint.method.name() + " " + inContext(contextPath, endpoint.path))
        .toList();
  }

  private static String inContext(String contextPath, String path) {
    String rooted = path.startsWith("/") ? path : "/" + path;
    return contextPath.length() <= 1 ? rooted : contextPath + rooted;
  }

  /** Whether a path is made of nothing but stars. */
  private static boolean isCatchAll(String path) {
    boolean star = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '*' && c != '/') {
        return false;
      }
      star |= c == '*';
    }
    return star;
  }
}

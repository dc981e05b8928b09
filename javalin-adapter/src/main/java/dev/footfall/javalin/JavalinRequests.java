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
import io.javalin.router.ParsedEndpoint;
import io.javalin.websocket.WsHandlerEntry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private static final String FUTURE = CONTEXT + ".future";

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
    // A handler that forwards to another page has Javalin plan again: the request is still its own.
    if (context.attribute(CONTEXT) == null) {
      context.attribute(CONTEXT, context);
    }
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
      Unit done = task.getHandler().handle();
      watchFuture(context);
      return done;
    } catch (Throwable e) {
      note(e, context);
      throw e;
    }
  }

  /** What the handler has left to a future is seen when the request is over. */
  private static void watchFuture(JavalinServletContext context) {
    try {
      Supplier<? extends CompletableFuture<?>> left = context.getUserFutureSupplier$javalin();
      if (left != null) {
        context.setUserFutureSupplier$javalin(() -> watched(left, context));
      }
    } catch (LinkageError e) {
      // Kotlin keeps these two for Javalin itself: one without them costs the record its error.
    }
  }

  private static CompletableFuture<?> watched(
      Supplier<? extends CompletableFuture<?>> left, JavalinServletContext context) {
    try {
      CompletableFuture<?> future = left.get();
      context.attribute(FUTURE, future);
      return future;
    } catch (Throwable e) {
      note(e, context);
      throw e;
    }
  }

  /** An {@code HttpResponseException} is an answer by another way. */
  private static void note(Throwable error, JavalinServletContext context) {
    if (!(error instanceof HttpResponseException) && context.attribute(ERROR) == null) {
      context.attribute(ERROR, error);
    }
  }

  @Override
  public @Nullable Throwable error(HttpServletRequest request) {
    if (request.getAttribute(ERROR) instanceof Throwable thrown) {
      return thrown;
    }
    return request.getAttribute(FUTURE) instanceof CompletableFuture<?> future
        ? errorOf(future)
        : null;
  }

  /** Javalin cancels what takes too long, which is no failure of the future's own. */
  private static @Nullable Throwable errorOf(CompletableFuture<?> future) {
    if (!future.isCompletedExceptionally() || future.isCancelled()) {
      return null;
    }
    Throwable thrown = future.<@Nullable Throwable>handle((value, e) -> e).join();
    Throwable error =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return error instanceof HttpResponseException ? null : error;
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
    Endpoint visited = request.isAsyncStarted() ? null : context.endpoints().lastHttpEndpoint();
    return visited != null ? visited : wouldBe(context);
  }

  /** The endpoint that matches, whether or not the request has come that far. */
  private @Nullable Endpoint wouldBe(Context context) {
    String path = pathInContext(context.req());
    Endpoint found = firstMatch(context.method(), path);
    return found == null && context.method().equals(HandlerType.HEAD)
        ? firstMatch(HandlerType.GET, path)
        : found;
  }

  /** Javalin's router has this too, but by another signature in 7.0 than in 7.2. */
  private @Nullable Endpoint firstMatch(HandlerType method, String path) {
    for (ParsedEndpoint parsed : state.internalRouter.allHttpHandlers()) {
      Endpoint endpoint = parsed.endpoint;
      if (endpoint.method.equals(method) && (isCatchAll(endpoint.path) || parsed.matches(path))) {
        return endpoint;
      }
    }
    return null;
  }

  private static String pathInContext(HttpServletRequest request) {
    String path = request.getRequestURI();
    String context = request.getContextPath();
    return path.startsWith(context) ? path.substring(context.length()) : path;
  }

  /** The endpoints as method and route, for {@code GET /v1/items/{id}}; a WebSocket is a GET. */
  List<String> declared(String contextPath) {
    Stream<String> http =
        state.internalRouter.allHttpHandlers().stream()
            .map(parsed -> parsed.endpoint)
            .filter(endpoint -> endpoint.method.isHttpMethod() && !isCatchAll(endpoint.path))
            .map(endpoint -> endpoint.method.name() + " " + inContext(contextPath, endpoint.path));
    Stream<String> webSockets =
        state.internalRouter.allWsHandlers().stream()
            .map(WsHandlerEntry::getPath)
            .filter(path -> !isCatchAll(path))
            .map(path -> "GET " + inContext(contextPath, path));
    return Stream.concat(http, webSockets).distinct().toList();
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

package dev.footfall.javalin;

import dev.footfall.Analytics;
import dev.footfall.Config;
import io.javalin.config.JavalinState;
import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.http.servlet.TaskInitializer;
import io.javalin.plugin.Plugin;
import io.javalin.plugin.PluginPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Records the requests of a Javalin application: {@code config.registerPlugin(new
 * AnalyticsPlugin(…))}. Each is recorded once, when it is over, with the status that the client
 * gets: also what an exception mapper has answered, what a future completes, static files and what
 * nobody has answered. The route is the path of the endpoint that matches, context path included;
 * requests that no endpoint but a catch-all matches have none. A request that a before handler
 * turns away has the route that it was meant for. An upgrade to a WebSocket is one request, over
 * when the connection is open.
 *
 * <p>It adds no handler: a servlet filter in Javalin's own Jetty context, in front of the filters
 * that the application has put there, sees the requests. Requests that Jetty answers before they
 * reach that context, such as malformed ones, are not seen. Nor does it record anything where
 * Javalin runs as a servlet in somebody else's container ({@code Javalin.javalinServlet()}): map an
 * {@link dev.footfall.servlet.AnalyticsFilter} there, which knows no routes.
 *
 * <p>What a handler has noted with {@code ctx.attribute("user", …)} is there for a mapper as {@code
 * request.attribute("user")}.
 *
 * <p>Thread-safe. Each application that it is registered with gets a client of its own, unless one
 * was given. Two plugins for the same server and key record a request once; Javalin refuses the
 * same plugin twice.
 */
public final class AnalyticsPlugin extends Plugin<Void> {

  private static final String FRAMEWORK = "Javalin";

  private final Supplier<CompletionStage<Analytics>> client;
  private final boolean closesClient;
  private final AtomicBoolean registered = new AtomicBoolean();

  /**
   * With a client of its own: created when Javalin starts, closed when it has stopped, which waits
   * for requests under way, or when it could not start. The label is {@code Javalin} unless the
   * configuration has another.
   */
  public AnalyticsPlugin(Config config) {
    Config labelled = config.orFramework(FRAMEWORK);
    client = () -> CompletableFuture.completedFuture(Analytics.create(labelled));
    closesClient = true;
  }

  /** With a client that somebody else has created and closes. */
  public AnalyticsPlugin(Analytics analytics) {
    this(CompletableFuture.completedFuture(analytics));
  }

  /**
   * With a client that is created later, such as one whose key or server is known only once the
   * application runs; somebody else creates and closes it. What comes before is not recorded. A
   * stage that fails, or never completes, means that nothing is.
   */
  public AnalyticsPlugin(CompletionStage<Analytics> analytics) {
    client = () -> analytics;
    closesClient = false;
  }

  /** For Javalin: notes that the plugin is in use. */
  @Override
  public void onInitialize(JavalinState state) {
    registered.set(true);
  }

  /** For Javalin: prepares the recording of what is to be started. */
  @Override
  public void onStart(JavalinState state) {
    JavalinRequests endpoints = new JavalinRequests(state);
    List<TaskInitializer<JavalinServletContext>> lifecycle =
        new ArrayList<>(state.servletRequestLifecycle);
    lifecycle.add(endpoints);
    state.servletRequestLifecycle = lifecycle;
    Recording recording = new Recording(client, closesClient, endpoints);
    state.jetty.modifyServletContextHandler(recording::install);
  }

  /** After the other plugins, so that the filter is in front of theirs. */
  @Override
  public PluginPriority priority() {
    return PluginPriority.LATE;
  }

  /** Another one is welcome, the same one twice would keep Javalin busy for ever. */
  @Override
  public boolean repeatable() {
    return !registered.get();
  }
}

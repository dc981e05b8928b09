package dev.footfall.server.web;

import dev.footfall.server.answer.Answers;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Store;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.InternalRouter;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: all routes, in one place. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int MAX_THREADS = 200;
  private static final int MIN_THREADS = 8;
  private static final long STOP_MILLIS = 15_000;
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private final Javalin javalin;
  private final WebSettings settings;
  private final OwnUsage ownUsage;

  private WebServer(Javalin javalin, WebSettings settings, OwnUsage ownUsage) {
    this.javalin = javalin;
    this.settings = settings;
    this.ownUsage = ownUsage;
  }

  /**
   * Listens when this returns.
   *
   * @throws IOException when it cannot, with the reason
   */
  public static WebServer start(WebSettings settings, Store store, Ingest ingest, Answers answers)
      throws IOException {
    try {
      InetAddress known = InetAddress.getByName(settings.host());
      LOG.debug("Listening on {}", known);
    } catch (UnknownHostException e) {
      throw new IOException("The address " + settings.host() + " (--host) is not known.", e);
    }
    Endpoints endpoints = new Endpoints(settings, store, ingest, answers);
    Javalin javalin = Javalin.create(config -> configure(config, settings, endpoints));
    try {
      javalin.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      javalin.stop();
      throw new IOException(reason(settings, e), e);
    }
    WebServer web = new WebServer(javalin, settings, endpoints.ownUsage());
    if (settings.selfAnalytics()) {
      web.ownUsage.begin(web.localUrl(), endpoints.unrecorded());
    }
    return web;
  }

  public int port() {
    return javalin.port();
  }

  public String url() {
    return url(settings.host());
  }

  /** Where it is to be found from this machine. */
  public String localUrl() {
    return switch (settings.host()) {
      case "0.0.0.0" -> url("127.0.0.1");
      case "::", "[::]" -> url("::1");
      default -> url();
    };
  }

  private String url(String host) {
    String literal = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return "http://" + literal + ":" + port() + settings.basePath();
  }

  /** Stops accepting, lets what is in flight finish, and ends. */
  @Override
  public void close() {
    ownUsage.close();
    javalin.stop();
  }

  private static void configure(JavalinConfig config, WebSettings settings, Endpoints endpoints) {
    StandardHeaders headers = new StandardHeaders(settings.version());
    ContainerErrors containerErrors = new ContainerErrors(headers);
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.router.contextPath = settings.basePath().isEmpty() ? "/" : settings.basePath();
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    config.jetty.modifyServer(server -> prepare(server, containerErrors));
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(containerErrors));
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.addCustomizer(headers);
        });
    Errors.register(config.routes);
    routes(config, settings, endpoints);
    if (settings.selfAnalytics()) {
      config.registerPlugin(endpoints.ownUsage().plugin());
    }
  }

  private static void prepare(Server server, ContainerErrors errors) {
    server.setHandler(new GracefulHandler());
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(errors);
  }

  private static void routes(JavalinConfig config, WebSettings settings, Endpoints endpoints) {
    InternalRouter router = config.unsafe.internalRouter;
    config.routes.before(ctx -> refuseOtherMethods(ctx, router));
    new Cors(settings.corsOrigins()).register(config.routes);
    config.routes.before(ctx -> refuseHead(ctx, router));
    StartPage.register(config.routes, settings.version());
    new DashboardPage(settings.basePath()).register(config.routes);
    endpoints.calls().register(config);
    endpoints.register(config.routes);
  }

  /**
   * Left alone, a header could say another method than the request line, and the names of Javalin's
   * own handlers, such as BEFORE, would be methods that any path answers with 200.
   */
  private static void refuseOtherMethods(Context ctx, InternalRouter router) {
    if (ctx.header(METHOD_OVERRIDE) != null) {
      throw Refusal.badRequest(
          METHOD_OVERRIDE + " is not taken: the request line says the method.", METHOD_OVERRIDE);
    }
    if (!ctx.method().isHttpMethod()) {
      List<String> allowed = allowed(ctx, router);
      if (allowed.isEmpty()) {
        throw new Refusal(404, Errors.NOTHING_HERE, null);
      }
      ctx.header("Allow", String.join(", ", allowed));
      throw new Refusal(405, "This path takes " + String.join(", ", allowed) + ".", null);
    }
  }

  /** Left alone, every HEAD of a path that GET knows would be a 200, whatever GET says. */
  private static void refuseHead(Context ctx, InternalRouter router) {
    if (ctx.method().equals(HandlerType.HEAD)
        && !router.hasHttpHandlerEntry(HandlerType.HEAD, path(ctx))) {
      List<String> allowed = allowed(ctx, router);
      if (!allowed.isEmpty()) {
        ctx.header("Allow", String.join(", ", allowed));
        throw new Refusal(405, "HEAD is for the health and the pages.", null);
      }
    }
  }

  private static List<String> allowed(Context ctx, InternalRouter router) {
    return HandlerType.commonHttp().stream()
        .filter(type -> router.hasHttpHandlerEntry(type, path(ctx)))
        .map(HandlerType::name)
        .toList();
  }

  private static String path(Context ctx) {
    return ctx.path().substring(ctx.contextPath().length());
  }

  private static String reason(WebSettings settings, Throwable e) {
    String address = settings.host();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("assign requested address")) {
        return "The address "
            + address
            + " is not one of this machine's: choose another with"
            + " --host.";
      }
    }
    return "Port "
        + settings.port()
        + " on "
        + address
        + " cannot be listened on; it may be in use: choose another with --port.";
  }
}

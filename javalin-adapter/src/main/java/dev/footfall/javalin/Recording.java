package dev.footfall.javalin;

import dev.footfall.Analytics;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * The filter in one application's context, with a client for as long as its server runs. It goes by
 * the server's own events: Javalin's are not fired when somebody stops the server itself.
 */
final class Recording {

  private final Supplier<CompletionStage<Analytics>> client;
  private final boolean closesClient;
  private final JavalinRequests endpoints;
  private final FilterHolder filter = new FilterHolder();

  Recording(
      Supplier<CompletionStage<Analytics>> client,
      boolean closesClient,
      JavalinRequests endpoints) {
    this.client = client;
    this.closesClient = closesClient;
    this.endpoints = endpoints;
  }

  /** Puts the filter first, empty until the context starts: before that, nobody would close it. */
  void install(ServletContextHandler context) {
    filter.setName(AnalyticsPlugin.class.getName() + "-" + hashCode());
    filter.setAsyncSupported(true);
    FilterMapping everything = new FilterMapping();
    everything.setFilterName(filter.getName());
    everything.setPathSpec("/*");
    everything.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    ServletHandler handler = context.getServletHandler();
    handler.prependFilter(filter);
    handler.prependFilterMapping(everything);
    context.addEventListener(new ContextStart(context));
  }

  private void open(ServletContextHandler context) {
    CompletionStage<Analytics> opened = client.get();
    LateFilter late = new LateFilter();
    filter.setFilter(late);
    opened.thenAccept(analytics -> late.use(new AnalyticsFilter(analytics, endpoints)));
    context.getServer().addEventListener(new ServerRun(opened, context.getContextPath()));
  }

  private final class ContextStart implements LifeCycle.Listener {
    private final ServletContextHandler context;

    ContextStart(ServletContextHandler context) {
      this.context = context;
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
      open(context);
    }
  }

  /**
   * From start to stop. A server has stopped when its threads have, and with them the requests that
   * were under way.
   */
  private final class ServerRun implements LifeCycle.Listener {
    private final CompletionStage<Analytics> client;
    private final String contextPath;

    ServerRun(CompletionStage<Analytics> client, String contextPath) {
      this.client = client;
      this.contextPath = contextPath;
    }

    @Override
    public void lifeCycleStarted(LifeCycle server) {
      client.thenAccept(analytics -> analytics.declareRoutes(endpoints.declared(contextPath)));
    }

    @Override
    public void lifeCycleStopped(LifeCycle server) {
      end(server);
    }

    @Override
    public void lifeCycleFailure(LifeCycle server, Throwable cause) {
      end(server);
    }

    private void end(LifeCycle server) {
      server.removeEventListener(this);
      if (closesClient) {
        client.thenAccept(Analytics::close);
      }
    }
  }
}

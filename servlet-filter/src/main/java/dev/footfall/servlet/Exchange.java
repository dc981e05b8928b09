package dev.footfall.servlet;

import static jakarta.servlet.http.HttpServletResponse.SC_INTERNAL_SERVER_ERROR;

import dev.footfall.Analytics;
import dev.footfall.PendingRecord;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the container, from its first dispatch until it is recorded: on
 * return, on exception, or when its asynchronous processing completes. Where a container may still
 * run an error page, the record is left pending for that page's outcome.
 */
final class Exchange extends ServletRequestView {

  private final Analytics analytics;
  private final long startNanos;
  private @Nullable AsyncEnd asyncEnd;
  private volatile @Nullable PendingRecord pending;

  Exchange(
      Analytics analytics,
      ServletFramework framework,
      long startNanos,
      HttpServletRequest request,
      HttpServletResponse response) {
    super(framework, request, response);
    this.analytics = analytics;
    this.startNanos = startNanos;
  }

  /** The first dispatch. */
  void run(FilterChain chain) throws IOException, ServletException {
    Throwable error = null;
    try {
      chain.doFilter(request, response);
    } catch (Throwable e) {
      error = e;
      throw e;
    } finally {
      // After an exception no listener is added: it could change how the container goes on.
      if (error != null || !request.isAsyncStarted() || !followAsync(request)) {
        finish(error);
      }
    }
  }

  /** A later dispatch of the same request: after it went asynchronous, or to an error page. */
  void runAgain(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    PendingRecord awaited = request.getDispatcherType() == DispatcherType.ERROR ? pending : null;
    if (awaited != null) {
      awaited.hold();
    }
    Throwable error = null;
    try {
      chain.doFilter(request, response);
    } catch (Throwable e) {
      error = e;
      throw e;
    } finally {
      if (asyncEnd != null) {
        // Its completion ends the request, and an error page's too.
        asyncEnd.failed(error);
        if (error != null && response.isCommitted() && !request.isAsyncStarted()) {
          // The client has its status. Jetty tells no listener, Tomcat makes a 500 of it first.
          asyncEnd.end();
        }
      } else if (awaited != null
          && (error != null || !request.isAsyncStarted() || !followAsync(request))) {
        awaited.settle(error == null ? response.getStatus() : statusOf(error), elapsedNanos());
      }
    }
  }

  private void finish(@Nullable Throwable error) {
    int status = response.getStatus();
    if (error != null && !response.isCommitted()) {
      status = statusOf(error);
    }
    Throwable cause = error == null ? answeredError(status) : causeOf(error);
    if (status < 400) {
      analytics.record(this, status, elapsedNanos(), cause);
    } else {
      pending = analytics.recordPending(this, status, elapsedNanos(), cause);
    }
  }

  /** What has failed the request, where frameworks only wrap it to get it through the servlet. */
  private static @Nullable Throwable causeOf(@Nullable Throwable error) {
    Throwable cause = error instanceof ServletException wrapper ? wrapper.getRootCause() : null;
    return cause == null ? error : cause;
  }

  /** What a container makes of an exception that leaves the chain before anything was sent. */
  private static int statusOf(Throwable error) {
    if (error instanceof UnavailableException unavailable) {
      return unavailable.isPermanent()
          ? HttpServletResponse.SC_NOT_FOUND
          : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }
    return SC_INTERNAL_SERVER_ERROR;
  }

  /** Waits for the end of the asynchronous processing; false if that is over already. */
  private boolean followAsync(HttpServletRequest dispatched) {
    keepRoute();
    AsyncEnd end = new AsyncEnd();
    try {
      dispatched.getAsyncContext().addListener(end);
    } catch (IllegalStateException e) {
      return false;
    }
    asyncEnd = end;
    return true;
  }

  private long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** Records when the container says that the asynchronous processing is complete. */
  private final class AsyncEnd implements AsyncListener {
    private final AtomicBoolean complete = new AtomicBoolean();
    private volatile @Nullable Throwable error;

    void failed(@Nullable Throwable cause) {
      if (error == null) {
        error = causeOf(cause);
      }
    }

    void end() {
      if (complete.compareAndSet(false, true)) {
        PendingRecord awaited = pending;
        if (awaited != null) {
          awaited.settle(response.getStatus(), elapsedNanos());
        } else {
          int status = response.getStatus();
          Throwable cause = error == null ? answeredError(status) : error;
          analytics.record(Exchange.this, status, elapsedNanos(), cause);
        }
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      end();
    }

    @Override
    public void onError(AsyncEvent event) {
      failed(event.getThrowable());
    }

    /** The container completes with an error page, or the application does; both come later. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    /** A new asynchronous round forgets the listeners of the one before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}

package dev.footfall.server.web;

import dev.footfall.server.metrics.Tally;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Told of each call when it has been answered: counts refused posts, and writes a line where that
 * is wanted. A line has the endpoint's path and nothing of what the caller put into it: that may be
 * a key.
 */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.footfall.server.access");
  private static final String POST = "footfall.post";
  private static final String PATH = "footfall.path";
  private static final String NONE = "-";
  private static final int REFUSED_FROM = 400;

  private final Tally refusedPosts = new Tally("400", "401", "413", "429", "503");
  private final boolean writes;

  AccessLog(boolean writes) {
    this.writes = writes;
  }

  void register(JavalinConfig config) {
    config.requestLogger.http((ctx, millis) -> answered(ctx));
    if (writes) {
      // The container alone knows what was sent in the end.
      config.jetty.modifyServer(server -> server.setRequestLog(AccessLog::write));
    }
  }

  /** To be called when a call turns out to be a post. */
  static void isPost(Context ctx) {
    ctx.attribute(POST, true);
  }

  /** How many posts were refused, by status. */
  Map<String, Long> refusedPosts() {
    return refusedPosts.counts();
  }

  private void answered(Context ctx) {
    int status = ctx.statusCode();
    if (status >= REFUSED_FROM && ctx.attribute(POST) != null) {
      refusedPosts.add(Integer.toString(status), 1);
    }
    Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
    if (endpoint != null) {
      ctx.req().setAttribute(PATH, endpoint.path);
    }
  }

  private static void write(Request request, Response response) {
    LOG.info(
        "{} {} {} {} ms {} bytes",
        HttpMethod.fromString(request.getMethod()) == null ? NONE : request.getMethod(),
        orNone(request.getAttribute(PATH)),
        response.getStatus(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime()),
        Response.getContentBytesWritten(response));
  }

  private static Object orNone(@Nullable Object value) {
    return value == null ? NONE : value;
  }
}

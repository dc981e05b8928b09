package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Filter;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.RequestOrder;
import dev.footfall.server.store.RequestRanking;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code GET /api/v1/logs/requests}, and one of them by its id. */
final class RequestLogHandler implements Handler {
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private final Store store;

  RequestLogHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    Caller caller = Access.caller(ctx);
    int projectId = caller.projectId();
    LogParameters log = LogParameters.ofRequests(ctx);
    Filter filter = log.filter().lockedBy(caller.lock());
    RequestOrder order = log.order();
    List<StoredRequest> rows =
        order == null ? byId(projectId, filter, log) : ranked(order, projectId, filter, log);
    LogAnswer.send(ctx, rows, log.limit(), RequestLogHandler::write);
  }

  /** Answers with one request. */
  void one(Context ctx) throws IOException {
    int projectId = Access.caller(ctx).projectId();
    Condition lock = Access.caller(ctx).lock();
    new Parameters(ctx, Set.of());
    String id = ctx.pathParam("id");
    StoredRequest request =
        id.matches("[0-9]{1,18}") ? store.request(projectId, Long.parseLong(id), lock) : null;
    if (request == null) {
      throw new Refusal(404, "The project has no request with this id.", "id");
    }
    JsonAnswer.stream(ctx, json -> write(json, request));
  }

  private List<StoredRequest> ranked(
      RequestOrder order, int projectId, Filter filter, LogParameters log) throws IOException {
    Long cursor = log.behind();
    StoredRequest behind = cursor == null ? null : store.request(projectId, cursor, filter.lock());
    if (cursor != null && behind == null) {
      throw Refusal.badRequest(
          "There is no request with this id any more: begin without a cursor.",
          log.ascending() ? "starting_after" : "ending_before");
    }
    return store.requests(
        new RequestRanking(
            projectId,
            RequestWalk.bounded(store, projectId, filter),
            order,
            log.ascending(),
            behind,
            log.limit() + 1,
            BUDGET));
  }

  private List<StoredRequest> byId(int projectId, Filter filter, LogParameters log)
      throws IOException {
    RequestWalk walk =
        log.ascending()
            ? RequestWalk.upwards(store, projectId, filter, log.id())
            : RequestWalk.downwards(store, projectId, filter, log.id());
    return read(walk, log.limit() + 1);
  }

  private static List<StoredRequest> read(RequestWalk walk, int limit) throws IOException {
    List<StoredRequest> rows = new ArrayList<>();
    long begin = System.nanoTime();
    while (rows.size() < limit && !walk.hasEnded()) {
      Duration left = BUDGET.minusNanos(System.nanoTime() - begin);
      if (left.isNegative()) {
        throw Refusal.unavailable(Errors.OVER_BUDGET);
      }
      walk.step(limit - rows.size(), left, rows::add);
    }
    return rows;
  }

  private static void write(JsonGenerator json, StoredRequest request) throws IOException {
    json.writeStartObject();
    RequestRecord.write(request, new JsonSink(json));
    json.writeEndObject();
  }
}

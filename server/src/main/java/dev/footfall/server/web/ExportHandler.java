package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.ParquetFile;
import dev.footfall.server.store.RequestWindow;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredRequest;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Semaphore;

/**
 * {@code GET /api/v1/exports/requests}: all that matches; ascending by id, up to the newest when
 * the call began, unless asked for in another order. While a client reads, however slowly, nothing
 * of the store is held.
 */
final class ExportHandler implements Handler {
  private static final int MAX_EXPORTS = 4;

  /** Writing one takes both cores for seconds. */
  private static final int MAX_PARQUET_WRITERS = 1;

  private static final int STEP_RECORDS = 10_000;

  /** Each such step looks through all that match. */
  private static final int SORTED_STEP_RECORDS = 2_500;

  private static final int STEP_BYTES = 2_000_000;
  private static final Duration STEP_BUDGET = Duration.ofSeconds(30);
  private static final Duration PARQUET_BUDGET = Duration.ofSeconds(60);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final ExportPlaces places = new ExportPlaces(MAX_EXPORTS);
  private final Semaphore parquetWriters = new Semaphore(MAX_PARQUET_WRITERS);
  private final Store store;
  private final Clock clock;

  ExportHandler(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = Access.key(ctx).projectId();
    ExportParameters parameters = ExportParameters.read(ctx);
    places.enter(projectId);
    try {
      if (parameters.format() == ExportFormat.PARQUET) {
        parquet(ctx, projectId, parameters);
      } else {
        RequestSteps steps = steps(ctx, parameters);
        describe(ctx, parameters);
        GzipAnswer.send(ctx, out -> lines(steps, parameters, out));
      }
    } finally {
      places.leave(projectId);
    }
  }

  private RequestSteps steps(Context ctx, ExportParameters parameters) throws IOException {
    Caller caller = Access.caller(ctx);
    int projectId = caller.projectId();
    RequestSort sort = parameters.sort();
    long after = parameters.startingAfter();
    if (sort == null) {
      return RequestWalk.upwards(store, projectId, parameters.filter(), after);
    }
    StoredRequest behind = after == 0 ? null : store.request(projectId, after, caller.lock());
    if (after != 0 && behind == null) {
      throw Refusal.badRequest("There is no request with this id any more.", "starting_after");
    }
    return new RankedWalk(store, projectId, parameters.filter(), sort, behind);
  }

  private static void lines(RequestSteps steps, ExportParameters parameters, OutputStream out)
      throws IOException {
    int most = parameters.sort() == null ? STEP_RECORDS : SORTED_STEP_RECORDS;
    ExportLines lines = ExportLines.of(parameters);
    long[] left = {parameters.limit()};
    while (left[0] > 0 && !steps.hasEnded()) {
      steps.step(
          (int) Math.min(most, left[0]),
          STEP_BUDGET,
          request -> {
            lines.add(request);
            left[0]--;
            return lines.collected().size() < STEP_BYTES;
          });
      lines.collected().writeTo(out);
      lines.collected().reset();
    }
    lines.collected().writeTo(out);
  }

  private void parquet(Context ctx, int projectId, ExportParameters parameters) throws IOException {
    try (ParquetFile file = write(projectId, parameters)) {
      describe(ctx, parameters);
      ctx.header("Footfall-Last-Id", Long.toString(file.lastId()));
      ctx.header("Footfall-Has-More", Boolean.toString(file.hasMore()));
      ctx.res().setContentLengthLong(file.bytes());
      Files.copy(file.path(), ctx.res().getOutputStream());
    }
  }

  private ParquetFile write(int projectId, ExportParameters parameters) throws IOException {
    if (!parquetWriters.tryAcquire()) {
      throw Refusal.unavailable("Another Parquet file is being written. Try again later.");
    }
    try {
      long end = store.newestRequestId() + 1;
      return store.parquet(
          new RequestWindow(
              projectId,
              RequestWalk.bounded(store, projectId, parameters.filter()),
              parameters.startingAfter(),
              end,
              true,
              (int) parameters.limit(),
              PARQUET_BUDGET),
          parameters.columns());
    } finally {
      parquetWriters.release();
    }
  }

  private void describe(Context ctx, ExportParameters parameters) {
    String name = "footfall-requests-" + TIME.format(clock.instant());
    ctx.contentType(parameters.format().contentType());
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"" + name + "." + parameters.format().wireName() + "\"");
  }
}

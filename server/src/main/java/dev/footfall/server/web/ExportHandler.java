package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.ParquetFile;
import dev.footfall.server.store.RequestWindow;
import dev.footfall.server.store.Store;
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
 * {@code GET /api/v1/exports/requests}: all that matches, ascending by id, up to the newest when
 * the call began. While a client reads, however slowly, nothing of the store is held.
 */
final class ExportHandler implements Handler {
  private static final int MAX_EXPORTS = 4;

  /** Writing one takes both cores for seconds. */
  private static final int MAX_PARQUET_WRITERS = 1;

  private static final int STEP_RECORDS = 10_000;
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
        describe(ctx, parameters);
        GzipAnswer.send(ctx, out -> lines(projectId, parameters, out));
      }
    } finally {
      places.leave(projectId);
    }
  }

  private void lines(int projectId, ExportParameters parameters, OutputStream out)
      throws IOException {
    RequestWalk walk =
        RequestWalk.upwards(store, projectId, parameters.filter(), parameters.startingAfter());
    ExportLines lines = ExportLines.of(parameters);
    long[] left = {parameters.limit()};
    while (left[0] > 0 && !walk.hasEnded()) {
      walk.step(
          (int) Math.min(STEP_RECORDS, left[0]),
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

package dev.footfall.server.web;

import dev.footfall.server.query.Filter;
import dev.footfall.server.query.FilterReader;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.RequestColumns;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an export.
 *
 * @param columns in the order of {@link RequestColumns}; {@code id} is always among them
 * @param sort null: ascending by id
 * @param startingAfter only ids above it; in another order only what stands behind it, and 0: all
 * @param limit records at most
 * @param header whether CSV begins with the names of the columns
 */
record ExportParameters(
    ExportFormat format,
    Filter filter,
    Set<String> columns,
    @Nullable RequestSort sort,
    long startingAfter,
    long limit,
    boolean header) {
  private static final long MAX_PARQUET_RECORDS = 1_000_000;
  private static final Set<String> NAMES = names();

  static ExportParameters read(Context ctx) {
    Parameters parameters = new Parameters(ctx, NAMES);
    ExportFormat format = ExportFormat.named(parameters.text("format"));
    if (format == null) {
      throw Refusal.badRequest("format must be one of " + ExportFormat.names() + ".", "format");
    }
    Long after = parameters.integer("starting_after", 0, LogParameters.MAX_ID);
    long max = format == ExportFormat.PARQUET ? MAX_PARQUET_RECORDS : LogParameters.MAX_ID;
    Long limit = parameters.integer("limit", 1, max);
    return new ExportParameters(
        format,
        FilterReader.read(parameters::text).lockedBy(Access.caller(ctx).lock()),
        columns(parameters),
        sort(parameters, format),
        after == null ? 0 : after,
        limit == null ? max : limit,
        header(parameters, format));
  }

  /** Every record says its id: it is what a broken export is resumed after. */
  private static Set<String> columns(Parameters parameters) {
    String text = parameters.text("columns");
    if (text == null) {
      return RequestColumns.names();
    }
    Set<String> asked = new HashSet<>(List.of(text.split(",", -1)));
    for (String name : asked) {
      if (!RequestColumns.names().contains(name)) {
        throw Refusal.badRequest(
            "columns has an unknown name: "
                + name
                + "; known are "
                + String.join(", ", RequestColumns.names())
                + ".",
            "columns");
      }
    }
    asked.add(RequestColumns.ID);
    Set<String> columns = new LinkedHashSet<>(RequestColumns.names());
    columns.retainAll(asked);
    return columns;
  }

  private static @Nullable RequestSort sort(Parameters parameters, ExportFormat format) {
    RequestSort sort = RequestSort.read(parameters);
    if (sort != null && format == ExportFormat.PARQUET) {
      throw Refusal.badRequest("order_by is for csv and ndjson.", "order_by");
    }
    return sort;
  }

  private static boolean header(Parameters parameters, ExportFormat format) {
    String text = parameters.text("header");
    if (text == null) {
      return true;
    }
    if (format != ExportFormat.CSV || !Set.of("true", "false").contains(text)) {
      throw Refusal.badRequest("header is for csv, true or false.", "header");
    }
    return Boolean.parseBoolean(text);
  }

  private static Set<String> names() {
    Set<String> names =
        new HashSet<>(Set.of("format", "columns", "order_by", "starting_after", "limit", "header"));
    names.addAll(FilterReader.NAMES);
    return names;
  }
}

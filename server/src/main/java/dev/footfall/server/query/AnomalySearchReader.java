package dev.footfall.server.query;

import dev.footfall.server.refusal.Refusal;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a question for what was not as usual from the body of a call. */
public final class AnomalySearchReader {
  private static final int MAX_LIMIT = 50;
  private static final int DEFAULT_LIMIT = 10;
  private static final List<String> NAMES =
      Stream.concat(FilterReader.NAMES.stream(), Stream.of("metric", "limit", "budget_ms", "id"))
          .toList();
  private static final Metric SERVER_ERRORS = Metric.of(Metric.Kind.SERVER_ERROR_RATE);
  private static final Map<String, Metric> METRICS =
      Names.named(
          List.of(
              SERVER_ERRORS,
              Metric.of(Metric.Kind.CLIENT_ERROR_RATE),
              Metric.of(Metric.Kind.ERROR_RATE)),
          Metric::name);

  private AnomalySearchReader() {}

  /**
   * Reads to the end, or to {@link QueryReader#MAX_BYTES}.
   *
   * @throws Refusal when it is no such question, or does not arrive
   */
  public static AnomalySearch read(InputStream body) {
    return read(JsonValue.ofBody(body, QueryReader.MAX_BYTES));
  }

  private static AnomalySearch read(JsonValue body) {
    body.checkNames(NAMES);
    JsonValue metric = body.find("metric");
    JsonValue limit = body.find("limit");
    return new AnomalySearch(
        FilterReader.read(body),
        metric == null ? SERVER_ERRORS : metric.oneOf(METRICS),
        limit == null ? DEFAULT_LIMIT : limit.integer(1, MAX_LIMIT),
        QueryReader.budget(body.find("budget_ms")),
        QueryReader.id(body.find("id")));
  }
}

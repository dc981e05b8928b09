package dev.footfall.server.query;

import dev.footfall.server.refusal.Refusal;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a query from the body of a call. */
public final class QueryReader {
  /** A longer body is refused. */
  public static final int MAX_BYTES = 262_144;

  private static final int MAX_METRICS = 20;
  private static final int MAX_DIMENSIONS = 4;
  private static final int MAX_LIMIT = 10_000;
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_OFFSET = 100_000;
  private static final int MAX_BUDGET_MILLIS = 30_000;
  private static final Duration DEFAULT_BUDGET = Duration.ofSeconds(10);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final List<String> NAMES =
      Stream.concat(
              FilterReader.NAMES.stream(),
              Stream.of(
                  "metrics",
                  "dimensions",
                  "compare",
                  "groups",
                  "order",
                  "limit",
                  "offset",
                  "totals",
                  "budget_ms",
                  "id"))
          .toList();

  private QueryReader() {}

  /**
   * Reads to the end, or to {@link #MAX_BYTES}.
   *
   * @throws Refusal when it is no query, or does not arrive
   */
  public static Query read(InputStream body) {
    return read(JsonValue.ofBody(body, MAX_BYTES));
  }

  private static Query read(JsonValue body) {
    body.checkNames(NAMES);
    List<Metric> metrics = metrics(body.need("metrics"));
    List<Dimension> dimensions = dimensions(body.find("dimensions"));
    JsonValue compare = body.find("compare");
    Groups groups = groups(body.find("groups"), dimensions, compare != null);
    JsonValue limit = body.find("limit");
    JsonValue totals = body.find("totals");
    boolean byTime = dimensions.stream().anyMatch(Dimension.ByTime.class::isInstance);
    return new Query(
        FilterReader.read(body),
        metrics,
        dimensions,
        compare == null ? null : compare.oneOf(Names.COMPARISONS),
        groups,
        OrderReader.read(body.find("order"), dimensions, metrics),
        limit != null ? limit.integer(1, MAX_LIMIT) : byTime ? MAX_LIMIT : DEFAULT_LIMIT,
        offset(body.find("offset"), dimensions),
        totals != null && totals.truth(),
        budget(body.find("budget_ms")),
        id(body.find("id")));
  }

  private static List<Metric> metrics(JsonValue list) {
    Set<Metric> metrics = new LinkedHashSet<>();
    for (JsonValue entry : list.list(1, MAX_METRICS)) {
      if (!metrics.add(entry.oneOf(Names.METRICS))) {
        throw entry.refusal("is given twice");
      }
    }
    return List.copyOf(metrics);
  }

  private static List<Dimension> dimensions(@Nullable JsonValue list) {
    List<Dimension> dimensions = new ArrayList<>();
    if (list == null) {
      return dimensions;
    }
    boolean byTime = false;
    for (JsonValue entry : list.list(0, MAX_DIMENSIONS)) {
      Dimension dimension = entry.oneOf(Names.DIMENSIONS);
      if (dimensions.contains(dimension)) {
        throw entry.refusal("is given twice");
      }
      if (dimension instanceof Dimension.ByTime) {
        if (byTime) {
          throw entry.refusal("is a second dimension of time");
        }
        byTime = true;
      }
      dimensions.add(dimension);
    }
    return List.copyOf(dimensions);
  }

  private static Groups groups(
      @Nullable JsonValue value, List<Dimension> dimensions, boolean compares) {
    Groups groups = value == null ? Groups.ALL : value.oneOf(Names.GROUPS);
    if (value != null && groups != Groups.ALL && Dimension.timeless(dimensions).isEmpty()) {
      throw value.refusal("needs a dimension that is not time");
    }
    if (value != null && groups == Groups.GONE && !compares) {
      throw value.refusal("can be gone only with compare");
    }
    return groups;
  }

  /** Of time alone empty buckets are rows too: there is nothing to turn pages of. */
  private static int offset(@Nullable JsonValue value, List<Dimension> dimensions) {
    int offset = value == null ? 0 : value.integer(0, MAX_OFFSET);
    if (value != null && offset > 0 && Dimension.timeless(dimensions).isEmpty()) {
      throw value.refusal("needs a dimension that is not time");
    }
    return offset;
  }

  static Duration budget(@Nullable JsonValue millis) {
    return millis == null
        ? DEFAULT_BUDGET
        : Duration.ofMillis(millis.integer(1, MAX_BUDGET_MILLIS));
  }

  static @Nullable String id(@Nullable JsonValue value) {
    if (value == null) {
      return null;
    }
    String id = value.text();
    if (!ID.matcher(id).matches()) {
      throw value.refusal("must be 1 to 64 of A-Z, a-z, 0-9, _ and -");
    }
    return id;
  }
}

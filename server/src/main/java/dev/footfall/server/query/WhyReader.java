package dev.footfall.server.query;

import dev.footfall.server.refusal.Refusal;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a question for what moved a figure from the body of a call. */
public final class WhyReader {
  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 10;
  private static final List<String> NAMES =
      Stream.concat(
              FilterReader.NAMES.stream(),
              Stream.of("metric", "compare", "dimensions", "limit", "budget_ms", "id"))
          .toList();
  private static final List<String> PERIOD_NAMES = List.of("from", "to");

  /** Where causes are looked for; of two that explain as much the earlier one counts. */
  private static final Map<String, Field> FIELDS =
      fields(
          Field.SERVICE,
          Field.VERSION,
          Field.ENVIRONMENT,
          Field.INSTANCE,
          Field.HOSTNAME,
          Field.ROUTE,
          Field.METHOD,
          Field.API_VERSION,
          Field.STATUS,
          Field.ERROR,
          Field.USER,
          Field.USER_GROUP,
          Field.CLIENT,
          Field.OS,
          Field.DEVICE,
          Field.TRAFFIC,
          Field.LOCATION);

  private WhyReader() {}

  /**
   * Reads to the end, or to {@link QueryReader#MAX_BYTES}.
   *
   * @throws Refusal when it is no such question, or does not arrive
   */
  public static Why read(InputStream body) {
    return read(JsonValue.ofBody(body, QueryReader.MAX_BYTES));
  }

  private static Why read(JsonValue body) {
    body.checkNames(NAMES);
    Metric metric = metric(body.need("metric"));
    Filter filter = FilterReader.read(body);
    JsonValue compare = body.find("compare");
    JsonValue former = compare != null && compare.node().isObject() ? compare : null;
    JsonValue limit = body.find("limit");
    return new Why(
        filter,
        metric,
        compare == null || former != null
            ? Comparison.PREVIOUS_PERIOD
            : compare.oneOf(Names.COMPARISONS),
        former == null ? null : period(former, filter),
        fields(body.find("dimensions"), metric),
        limit == null ? DEFAULT_LIMIT : limit.integer(1, MAX_LIMIT),
        QueryReader.budget(body.find("budget_ms")),
        QueryReader.id(body.find("id")));
  }

  private static Metric metric(JsonValue value) {
    Metric metric = value.oneOf(Names.METRICS);
    switch (metric.kind()) {
      case MIN, MAX, FIRST_SEEN, LAST_SEEN ->
          throw value.refusal(
              "is of one record alone, so nothing adds up to its change: "
                  + metric.name()
                  + "; counts, sums, rates, mean and percentiles can be explained");
      default -> {}
    }
    return metric;
  }

  private static Period period(JsonValue value, Filter filter) {
    value.checkNames(PERIOD_NAMES);
    Instant from = TimeReader.instant(value.need("from"), filter.zone());
    JsonValue end = value.need("to");
    Instant to = TimeReader.instant(end, filter.zone());
    if (!from.isBefore(to)) {
      throw end.refusal("must be later than from");
    }
    return new Period(from, to);
  }

  /** A user is no part of the number of users. */
  private static List<Field> fields(@Nullable JsonValue list, Metric metric) {
    Set<Field> fields = new LinkedHashSet<>();
    if (list == null) {
      fields.addAll(FIELDS.values());
      if (metric.kind() == Metric.Kind.USERS) {
        fields.remove(Field.USER);
      }
      return List.copyOf(fields);
    }
    for (JsonValue entry : list.list(1, FIELDS.size())) {
      Field field = entry.oneOf(FIELDS);
      if (field == Field.USER && metric.kind() == Metric.Kind.USERS) {
        throw entry.refusal("does not go with the number of users");
      }
      if (!fields.add(field)) {
        throw entry.refusal("is given twice");
      }
    }
    return List.copyOf(fields);
  }

  private static Map<String, Field> fields(Field... fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    Arrays.stream(fields).forEach(field -> byName.put(field.wireName(), field));
    return byName;
  }
}

package dev.footfall.server.query;

import static java.util.Locale.ROOT;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a caller can name, in the order in which an error lists it. */
final class Names {
  static final Map<String, Field> FIELDS = named(List.of(Field.values()), Field::wireName);
  static final Map<String, Operator> OPERATORS =
      named(List.of(Operator.values()), Operator::wireName);
  static final Map<String, UserBy> USERS = named(List.of(UserBy.values()), UserBy::wireName);
  static final Map<String, Comparison> COMPARISONS =
      named(List.of(Comparison.values()), Comparison::wireName);
  static final Map<String, Groups> GROUPS = named(List.of(Groups.values()), Groups::wireName);
  static final Map<String, Metric> METRICS = named(metrics(), Metric::name);
  static final Map<String, Dimension> DIMENSIONS = named(dimensions(), Dimension::name);

  /** Whether a direction is upwards. */
  static final Map<String, Boolean> DIRECTIONS =
      named(List.of(true, false), up -> up ? "asc" : "desc");

  /** The names of the weekdays and their first three letters. */
  static final Map<String, Integer> WEEKDAYS = weekdays();

  private Names() {}

  private static List<Metric> metrics() {
    return Arrays.stream(Metric.Kind.values())
        .flatMap(
            kind ->
                kind == Metric.Kind.SUM
                    ? Arrays.stream(Field.values())
                        .filter(Field::isSummable)
                        .map(field -> new Metric(kind, field))
                    : Stream.of(Metric.of(kind)))
        .toList();
  }

  private static List<Dimension> dimensions() {
    Stream<Dimension> fields =
        Arrays.stream(Field.values()).filter(Field::isDimension).map(Dimension.ByField::new);
    Stream<Dimension> buckets = Arrays.stream(Bucket.values()).map(Dimension.ByTime::new);
    Stream<Dimension> others =
        Stream.of(new Dimension.ByTime(null), new Dimension.ByResponseTime());
    return Stream.of(fields, buckets, others).flatMap(Function.identity()).toList();
  }

  private static Map<String, Integer> weekdays() {
    Map<String, Integer> weekdays = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(ROOT);
      weekdays.put(name, day.getValue());
      weekdays.put(name.substring(0, 3), day.getValue());
    }
    return Collections.unmodifiableMap(weekdays);
  }

  static <T> Map<String, T> named(Collection<T> values, Function<T, String> name) {
    Map<String, T> map = new LinkedHashMap<>();
    for (T value : values) {
      map.put(name.apply(value), value);
    }
    return Collections.unmodifiableMap(map);
  }
}

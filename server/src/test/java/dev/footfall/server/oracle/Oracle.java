package dev.footfall.server.oracle;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Answers one question by looking at every record, as slowly and plainly as its text says. */
final class Oracle {
  private static final long[] BIN_MICROS = bins();

  private final Question question;
  private final View view;
  private final Predicate<Request> matches;
  private final int timePlace;
  private final String bucket;
  private final Period period;

  /**
   * @param period that of the question, its defaults filled in
   */
  Oracle(Question question, Period period) {
    this.question = question;
    this.period = period;
    view = question.view();
    matches =
        question.filters().stream()
            .map(filter -> filter.in(view))
            .reduce(
                question.search() == null ? any -> true : question.search().in(view),
                Predicate::and);
    timePlace = question.timePlace();
    bucket = timePlace < 0 ? null : bucket(question.dimensions().get(timePlace));
  }

  private String bucket(String dimension) {
    return dimension.equals("time")
        ? Buckets.automatic(view.zone(), period.from(), period.to()).name()
        : dimension.substring("time:".length());
  }

  Expected answer(List<Request> requests) {
    List<Request> matching = matching(requests);
    Buckets buckets = buckets(period);
    Map<List<Object>, List<Request>> groups = groups(matching, buckets);
    int rowLimit = question.rowLimit();
    if (buckets != null && question.dimensions().size() == 1 && buckets.count() <= rowLimit) {
      for (int number = 0; number < buckets.count(); number++) {
        groups.putIfAbsent(List.of(number), List.of());
      }
    }
    List<Row> rows =
        groups.entrySet().stream()
            .map(group -> row(group.getKey(), group.getValue(), buckets))
            .sorted(order())
            .limit(rowLimit)
            .toList();
    Expected.Part comparison = null;
    boolean weighted = new Figures(matching, view).isWeighted();
    Expected.Exactness exactness =
        weighted ? Expected.Exactness.ESTIMATED : Expected.Exactness.EXACT;
    if (question.compare() != null) {
      Period earlier = period.before(question.compare(), view.zone());
      List<Request> then = matching(requests, earlier);
      Buckets thenBuckets = buckets(earlier);
      Map<List<Object>, List<Request>> thenGroups = groups(then, thenBuckets);
      comparison =
          part(
              earlier,
              rows.stream()
                  .map(
                      row -> row(row.key, thenGroups.getOrDefault(row.key, List.of()), thenBuckets))
                  .toList(),
              then);
      if (weighted != new Figures(then, view).isWeighted()) {
        exactness = Expected.Exactness.DIVIDED;
      }
    }
    return new Expected(
        columns(exactness),
        part(period, rows, matching),
        groups.size() > rowLimit,
        bucket,
        question.metrics().contains("users") ? new Figures(matching, view).withoutUser() : null,
        comparison);
  }

  /** Of these requests, those that the question is about. */
  List<Request> matching(List<Request> requests) {
    return matching(requests, period);
  }

  private List<Request> matching(List<Request> requests, Period within) {
    return requests.stream().filter(within::holds).filter(matches).toList();
  }

  private Buckets buckets(Period of) {
    return bucket == null ? null : new Buckets(bucket, view.zone(), of.from(), of.to());
  }

  private Map<List<Object>, List<Request>> groups(List<Request> matching, Buckets buckets) {
    List<Function<Request, Object>> readers = new ArrayList<>();
    for (String dimension : question.dimensions()) {
      readers.add(
          dimension.startsWith("time")
              ? request -> buckets.of(request.createdAtMicros())
              : dimension.startsWith("histogram") ? Oracle::bin : view.field(dimension));
    }
    Map<List<Object>, List<Request>> groups = new LinkedHashMap<>();
    if (readers.isEmpty()) {
      groups.put(List.of(), matching);
      return groups;
    }
    for (Request request : matching) {
      Object[] key = readers.stream().map(reader -> reader.apply(request)).toArray();
      groups.computeIfAbsent(Arrays.asList(key), any -> new ArrayList<>()).add(request);
    }
    return groups;
  }

  /**
   * A row, its number of samples and the values that it is known by.
   *
   * @param key the time as the number of its bucket
   */
  private record Row(List<Object> key, List<Object> values, int samples) {}

  private Row row(List<Object> key, List<Request> group, Buckets buckets) {
    List<Object> values = new ArrayList<>(key);
    if (timePlace >= 0) {
      int number = (Integer) key.get(timePlace);
      values.set(timePlace, number < buckets.count() ? buckets.start(number) : null);
    }
    values.addAll(figures(group));
    return new Row(key, values, group.size());
  }

  private List<Object> figures(List<Request> group) {
    Figures figures = new Figures(group, view);
    List<Object> values = new ArrayList<>();
    question.metrics().forEach(metric -> values.add(figures.of(metric)));
    return values;
  }

  private Expected.Part part(Period of, List<Row> rows, List<Request> matching) {
    return new Expected.Part(
        Request.instant(of.from()),
        Request.instant(of.to()),
        rows.stream().map(Row::values).toList(),
        rows.stream().map(Row::samples).toList(),
        question.totals() ? figures(matching) : null,
        matching.size());
  }

  private List<Expected.Column> columns(Expected.Exactness ofEstimates) {
    List<Expected.Column> columns = new ArrayList<>();
    for (String dimension : question.dimensions()) {
      columns.add(
          dimension.startsWith("time")
              ? new Expected.Column("time", "time", Expected.Exactness.UNSAID)
              : new Expected.Column(
                  dimension, dimensionType(dimension), Expected.Exactness.UNSAID));
    }
    for (String metric : question.metrics()) {
      boolean time = metric.endsWith("_seen");
      boolean always = time || List.of("users", "min", "max").contains(metric);
      columns.add(
          new Expected.Column(
              metric,
              time ? "time" : metricType(metric),
              always ? Expected.Exactness.EXACT : ofEstimates));
    }
    return columns;
  }

  private static String dimensionType(String dimension) {
    if (dimension.startsWith("histogram")) {
      return "number";
    }
    return List.of("status", "privacy_level", "weekday", "hour").contains(dimension)
        ? "integer"
        : "text";
  }

  private static String metricType(String metric) {
    return metric.equals("requests") || metric.equals("users") ? "integer" : "number";
  }

  private Comparator<Row> order() {
    int dimensions = question.dimensions().size();
    Comparator<Row> order = (a, b) -> 0;
    for (Question.Order by : question.order()) {
      int dimension = question.dimensions().indexOf(by.by());
      order =
          order.thenComparing(
              dimension >= 0
                  ? by(dimension, by.ascending())
                  : by(dimensions + question.metrics().indexOf(by.by()), by.ascending()));
    }
    if (question.order().isEmpty()) {
      order = timePlace < 0 ? order : order.thenComparing(by(timePlace, true));
      order = order.thenComparing(by(dimensions, false));
    }
    for (int dimension = 0; dimension < dimensions; dimension++) {
      order = order.thenComparing(by(dimension, true));
    }
    return order;
  }

  private static Comparator<Row> by(int column, boolean ascending) {
    Comparator<Object> values = ascending ? Oracle::compare : (a, b) -> compare(b, a);
    return Comparator.comparing(row -> row.values.get(column), Comparator.nullsLast(values));
  }

  private static int compare(Object a, Object b) {
    if (a instanceof String) {
      return byCodePoints((String) a, (String) b);
    }
    if (a instanceof OffsetDateTime) {
      return ((OffsetDateTime) a).toInstant().compareTo(((OffsetDateTime) b).toInstant());
    }
    return plain(a).compareTo(plain(b));
  }

  /** The order of Unicode, which is not that of chars. */
  private static int byCodePoints(String a, String b) {
    for (int i = 0; i < a.length() && i < b.length(); i = a.offsetByCodePoints(i, 1)) {
      if (a.codePointAt(i) != b.codePointAt(i)) {
        return Integer.compare(a.codePointAt(i), b.codePointAt(i));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static BigDecimal plain(Object number) {
    return number instanceof Near ? ((Near) number).value() : (BigDecimal) number;
  }

  private static Object bin(Request request) {
    int place = Arrays.binarySearch(BIN_MICROS, request.responseMicros());
    return BigDecimal.valueOf(BIN_MICROS[place >= 0 ? place : -place - 2], 3);
  }

  private static long[] bins() {
    TreeSet<Long> bins = new TreeSet<>(Collections.singleton(0L));
    for (long scale = 100; scale <= 10_000_000; scale *= 10) {
      for (int tenths : new int[] {10, 15, 20, 30, 50, 70}) {
        bins.add(scale * tenths / 10);
      }
    }
    bins.add(100_000_000L);
    return bins.stream().mapToLong(Long::longValue).toArray();
  }
}

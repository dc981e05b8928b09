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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
    List<Request> matching = matching(requests, period);
    Period earlier =
        question.compare() == null ? null : period.before(question.compare(), view.zone());
    boolean gone = "gone".equals(question.groups());
    Scope main = new Scope(period, requests, gone ? List.of() : chosen(requests, period));
    Scope before = earlier == null ? null : new Scope(earlier, requests, chosen(requests, earlier));
    Scope listed = gone ? before : main;
    Buckets buckets = listed.buckets;
    Map<List<Object>, List<Request>> groups = groups(listed.chosen, buckets);
    int rowLimit = question.rowLimit();
    int offset = question.offset() == null ? 0 : question.offset();
    if (buckets != null && question.dimensions().size() == 1 && buckets.count() <= rowLimit) {
      for (int number = 0; number < buckets.count(); number++) {
        groups.putIfAbsent(List.of(number), List.of());
      }
    }
    List<Row> rows =
        groups.entrySet().stream()
            .map(group -> listed.row(group.getKey(), group.getValue()))
            .sorted(order())
            .skip(offset)
            .limit(rowLimit)
            .toList();
    Expected.Part comparison = null;
    boolean weighted = new Figures(matching, view).isWeighted();
    Expected.Exactness exactness =
        weighted ? Expected.Exactness.ESTIMATED : Expected.Exactness.EXACT;
    if (before != null) {
      List<Request> then = matching(requests, earlier);
      comparison = before.part(gone ? rows : before.alike(rows, then), then.size());
      if (weighted != new Figures(then, view).isWeighted()) {
        exactness = Expected.Exactness.DIVIDED;
      }
    }
    return new Expected(
        columns(exactness),
        main.part(gone ? main.alike(rows, List.of()) : rows, matching.size()),
        groups.size() > offset + rowLimit,
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

  /** The records within the time that belong to rows. */
  private List<Request> chosen(List<Request> requests, Period within) {
    List<Request> matching = matching(requests, within);
    if (!question.choosesGroups()) {
      return matching;
    }
    boolean returning = question.groups().equals("returning");
    Period others =
        question.groups().equals("gone") ? period : new Period(Long.MIN_VALUE, within.from());
    Set<List<Object>> known =
        matching(requests, others).stream().map(this::name).collect(Collectors.toSet());
    return matching.stream().filter(one -> known.contains(name(one)) == returning).toList();
  }

  /** What a record's group is, whatever the time. */
  private List<Object> name(Request request) {
    List<Object> name = new ArrayList<>();
    for (String dimension : question.dimensions()) {
      if (!dimension.startsWith("time")) {
        name.add(reader(dimension).apply(request));
      }
    }
    return name;
  }

  private Function<Request, Object> reader(String dimension) {
    return dimension.startsWith("histogram") ? Oracle::bin : view.field(dimension);
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
              : reader(dimension));
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

  /** One of the two periods. */
  private final class Scope {
    private final Period of;
    private final Buckets buckets;
    private final List<Request> chosen;
    private final List<Request> history;
    private Map<List<Object>, List<Request>> histories;

    Scope(Period of, List<Request> requests, List<Request> chosen) {
      this.of = of;
      this.chosen = chosen;
      buckets = buckets(of);
      history = matching(requests, new Period(Long.MIN_VALUE, of.to()));
    }

    Row row(List<Object> key, List<Request> group) {
      List<Object> values = new ArrayList<>(key);
      if (timePlace >= 0) {
        int number = (Integer) key.get(timePlace);
        values.set(timePlace, number < buckets.count() ? buckets.start(number) : null);
      }
      values.addAll(figures(group, false));
      return new Row(key, values, group.size());
    }

    /** The rows of the same groups. */
    List<Row> alike(List<Row> rows, List<Request> of) {
      Map<List<Object>, List<Request>> groups = groups(of, buckets);
      return rows.stream()
          .map(row -> row(row.key, groups.getOrDefault(row.key, List.of())))
          .toList();
    }

    private List<Object> figures(List<Request> group, boolean all) {
      Figures figures = new Figures(group, view);
      List<Object> values = new ArrayList<>();
      for (String metric : question.metrics()) {
        values.add(
            metric.equals("first_ever")
                ? group.isEmpty() ? null : firstEver(all ? null : name(group.get(0)))
                : figures.of(metric));
      }
      return values;
    }

    private Object firstEver(List<Object> name) {
      if (histories == null) {
        histories = history.stream().collect(Collectors.groupingBy(Oracle.this::name));
      }
      return new Figures(name == null ? history : histories.get(name), view).of("first_seen");
    }

    Expected.Part part(List<Row> rows, int records) {
      return new Expected.Part(
          Request.instant(of.from()),
          Request.instant(of.to()),
          rows.stream().map(Row::values).toList(),
          rows.stream().map(Row::samples).toList(),
          question.totals() ? figures(chosen, true) : null,
          records);
    }
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
      boolean time = metric.endsWith("_seen") || metric.equals("first_ever");
      boolean always = time || List.of("users", "routes", "min", "max").contains(metric);
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
    return List.of("requests", "users", "routes").contains(metric) ? "integer" : "number";
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

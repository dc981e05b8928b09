package dev.footfall.server.hostile;

import static dev.footfall.server.hostile.Odd.one;
import static dev.footfall.server.hostile.Odd.quoted;

import dev.footfall.server.query.Bucket;
import dev.footfall.server.query.Comparison;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Groups;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.UserBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries, filters and searches: mostly right ones, of any depth and width, with odd values. */
final class Asking {
  private static final List<String> METRICS =
      List.of(
          "requests",
          "users",
          "success_rate",
          "error_rate",
          "client_error_rate",
          "server_error_rate",
          "mean",
          "min",
          "max",
          "p50",
          "p75",
          "p90",
          "p95",
          "p99",
          "sum:response_time",
          "sum:request_bytes",
          "sum:response_bytes",
          "first_seen",
          "last_seen");
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Paris",
          "Africa/Casablanca",
          "Pacific/Apia",
          "Asia/Kathmandu",
          "America/St_Johns",
          "Antarctica/Troll",
          "Australia/Lord_Howe",
          "Africa/Monrovia",
          "+18:00",
          "-18:00",
          "+05:45:30",
          "GMT0",
          "UTC+01:02:03",
          "Z");
  private static final List<String> TIMES =
      List.of(
          "1970-01-01",
          "1970-01-01T00:00:00Z",
          "1972-01-07",
          "2000-02-29",
          "2011-12-30",
          "2026-03-29T02:30:00+01:00",
          "2026-11-20T00:00:00.123456789Z",
          "2036-01-01",
          "2262-04-12",
          "9999-12-31",
          "9999-12-31T23:59:59.999999Z");
  private static final List<String> WORDS =
      List.of(
          "curl",
          "/v1/items",
          "*",
          "?",
          "GET",
          "GET /v1/items/{id}",
          "\u00e9",
          "200",
          "ada",
          "a,b");

  private final Random random;
  private final double oddity;

  /**
   * @param oddity how often a value is none that goes there
   */
  Asking(Random random, double oddity) {
    this.random = random;
    this.oddity = oddity;
  }

  String query() {
    List<String> members = new ArrayList<>();
    List<String> metrics = some(METRICS, 4);
    List<String> dimensions = some(dimensions(), 3);
    int from = random.nextInt(TIMES.size());
    int to = random.nextInt(TIMES.size() - from) + from;
    members.add("\"metrics\":" + list(metrics));
    if (random.nextInt(4) > 0) {
      members.add("\"dimensions\":" + list(dimensions));
    }
    maybe(members, 3, () -> "\"from\":" + value(TIMES.get(from)));
    maybe(members, 3, () -> "\"to\":" + value(TIMES.get(to)));
    maybe(members, 3, () -> "\"zone\":" + value(zone()));
    maybe(members, 2, () -> "\"filters\":" + filters());
    maybe(members, 3, () -> "\"search\":" + value(search()));
    maybe(members, 4, () -> "\"users\":" + value(one(random, List.of(UserBy.values())).wireName()));
    maybe(members, 4, () -> "\"without_query_strings\":" + random.nextBoolean());
    maybe(
        members,
        4,
        () -> "\"compare\":" + value(one(random, List.of(Comparison.values())).wireName()));
    maybe(
        members, 5, () -> "\"groups\":" + value(one(random, List.of(Groups.values())).wireName()));
    maybe(members, 4, () -> "\"order\":" + order(metrics, dimensions));
    maybe(members, 6, () -> "\"offset\":" + number(random.nextInt(50)));
    maybe(members, 4, () -> "\"limit\":" + number(1 + random.nextInt(20) * 500));
    maybe(members, 3, () -> "\"totals\":true");
    maybe(members, 9, () -> "\"budget_ms\":" + number(1 + random.nextInt(5) * 6_000));
    maybe(members, 6, () -> "\"id\":" + value("id" + random.nextInt(5)));
    maybe(members, 30, () -> quoted(Odd.text(random)) + ":" + Odd.json(random));
    maybe(members, 30, () -> one(random, members));
    return "{" + String.join(",", members) + "}";
  }

  String filters() {
    int count = random.nextInt(12) == 0 ? 60 : random.nextInt(4);
    return IntStream.range(0, count)
        .mapToObj(i -> filter())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String filter() {
    Field field = one(random, List.of(Field.values()));
    boolean any = random.nextDouble() < oddity;
    Operator operator = one(random, any ? List.of(Operator.values()) : operators(field));
    String value =
        switch (operator) {
          case UNKNOWN -> "null";
          case IN -> {
            int count = 1 + random.nextInt(random.nextInt(15) == 0 ? 1_010 : 4);
            yield IntStream.range(0, count)
                .mapToObj(i -> literal(field))
                .collect(Collectors.joining(",", "[", "]"));
          }
          default -> literal(field);
        };
    return "{\"field\":%s,\"op\":%s,\"value\":%s}"
        .formatted(value(field.wireName()), value(operator.wireName()), value);
  }

  private static List<Operator> operators(Field field) {
    List<Operator> operators = new ArrayList<>(List.of(Operator.values()));
    operators.removeAll(
        field.kind() == Field.Kind.TEXT
            ? List.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE)
            : List.of(Operator.CONTAINS, Operator.MATCHES));
    return operators;
  }

  private String literal(Field field) {
    return field.kind() == Field.Kind.NUMBER ? number(decimal()) : value(word(field));
  }

  private String decimal() {
    int whole = random.nextInt(2_000) - 100;
    return random.nextInt(4) == 0
        ? random.nextInt(999_999_999) + "000000." + random.nextInt(99)
        : whole + (random.nextInt(4) == 0 ? ".125" : "");
  }

  private String word(Field field) {
    if (field == Field.STATUS_CLASS) {
      return (1 + random.nextInt(5)) + "xx";
    }
    return random.nextDouble() < oddity ? Odd.text(random) : one(random, WORDS);
  }

  String search() {
    String text = terms(random.nextInt(random.nextInt(8) == 0 ? 24 : 4));
    return text.length() > 2_000 && random.nextInt(8) > 0 ? text.substring(0, 2_000) : text;
  }

  private String terms(int depth) {
    String first = depth == 0 ? term() : "(" + terms(depth - 1) + ")";
    String joint = one(random, List.of(" ", " AND ", " OR ", " NOT ", " -"));
    return switch (random.nextInt(5)) {
      case 0 -> "-" + first;
      case 1 -> "NOT " + first;
      case 2 -> first + joint + term();
      default -> first;
    };
  }

  private String term() {
    if (random.nextDouble() < oddity) {
      return Odd.text(random);
    }
    Field field = one(random, List.of(Field.values()));
    String name = field.wireName();
    if (field.kind() == Field.Kind.NUMBER) {
      String sign = one(random, List.of("", ">", ">=", "<", "<=", "1..999999999999999,"));
      return name + ":" + sign + decimal();
    }
    String word = word(field).replaceAll("[\\\\\"():, ]", "");
    return switch (random.nextInt(9)) {
      case 0 -> one(random, WORDS);
      case 1 -> "\"" + word + " \"";
      case 2 -> "unknown:" + name;
      case 3 -> name + ":~\"" + word + "x\"";
      case 4 -> name + ":\"" + word + "\"," + word + "*";
      case 5 -> "status:" + random.nextInt(600) + ".." + (600 + random.nextInt(900)) + ",5xx";
      case 6 -> name + ":" + "*?".repeat(1 + random.nextInt(200)) + word;
      default -> name + ":\"" + word + "\"";
    };
  }

  String zone() {
    return one(random, ZONES);
  }

  String time() {
    return one(random, TIMES);
  }

  private static List<String> dimensions() {
    List<String> names =
        Arrays.stream(Field.values())
            .filter(Field::isDimension)
            .map(Field::wireName)
            .collect(Collectors.toList());
    names.addAll(List.of("time", "time", "histogram:response_time"));
    for (Bucket bucket : Bucket.values()) {
      names.add("time:" + bucket.wireName());
    }
    return names;
  }

  private String order(List<String> metrics, List<String> dimensions) {
    List<String> columns = new ArrayList<>(metrics);
    columns.addAll(dimensions);
    return some(columns, 3).stream()
        .map(name -> "{\"by\":" + value(name.startsWith("time") ? "time" : name) + dir() + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String dir() {
    return random.nextBoolean() ? ",\"dir\":\"asc\"" : "";
  }

  private List<String> some(List<String> all, int max) {
    List<String> some = new ArrayList<>();
    for (int i = random.nextInt(max); i >= 0; i--) {
      String name = one(random, all);
      boolean second = name.startsWith("time") && some.stream().anyMatch(n -> n.startsWith("time"));
      if ((!some.contains(name) && !second) || random.nextDouble() < oddity) {
        some.add(name);
      }
    }
    return some;
  }

  private String list(List<String> names) {
    return names.stream().map(this::value).collect(Collectors.joining(",", "[", "]"));
  }

  private String value(String text) {
    return random.nextDouble() < oddity ? Odd.json(random) : quoted(text);
  }

  private String number(Object number) {
    return random.nextDouble() < oddity ? Odd.json(random) : number.toString();
  }

  private void maybe(List<String> members, int rarity, Supplier<String> member) {
    if (random.nextInt(rarity) == 0) {
      members.add(member.get());
    }
  }
}

package dev.footfall.server.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Contributions once more, from records as an export has them, by the formulas of the document.
 *
 * @param slowerThan of a percentile, in ms
 */
record Recount(String metric, List<JsonNode> now, List<JsonNode> before, double slowerThan) {
  /** What stands for a missing value: it sorts behind all others. */
  static final String MISSING = "\uFFFF";

  Map<String, Double> contributions(String dimension) {
    Function<JsonNode, String> value = record -> value(record, dimension);
    if (metric.equals("users")) {
      return differences(mainValues(now, value), mainValues(before, value));
    }
    if (metric.equals("requests") || metric.startsWith("sum:")) {
      return differences(sums(now, value, this::part), sums(before, value, this::part));
    }
    return effects(value);
  }

  double change() {
    return contributions("nothing").values().stream().mapToDouble(each -> each).sum();
  }

  private Map<String, Double> effects(Function<JsonNode, String> value) {
    Map<String, Double> wholeNow = sums(now, value, this::weight);
    Map<String, Double> wholeBefore = sums(before, value, this::weight);
    Map<String, Double> partNow = sums(now, value, this::part);
    Map<String, Double> partBefore = sums(before, value, this::part);
    double allNow = total(wholeNow);
    double allBefore = total(wholeBefore);
    double former = total(partBefore) / allBefore;
    Map<String, Double> contributions = new HashMap<>();
    for (String each : both(wholeNow, wholeBefore)) {
      double shareNow = wholeNow.getOrDefault(each, 0.0) / allNow;
      double shareBefore = wholeBefore.getOrDefault(each, 0.0) / allBefore;
      double rateBefore = shareBefore == 0 ? former : partBefore.get(each) / wholeBefore.get(each);
      double rateNow = shareNow == 0 ? 0 : partNow.get(each) / wholeNow.get(each);
      double rate = shareNow == 0 ? 0 : shareNow * (rateNow - rateBefore);
      contributions.put(each, rate + (shareNow - shareBefore) * (rateBefore - former));
    }
    return contributions;
  }

  private static Map<String, Double> differences(
      Map<String, Double> now, Map<String, Double> before) {
    Map<String, Double> differences = new HashMap<>();
    for (String each : both(now, before)) {
      differences.put(each, now.getOrDefault(each, 0.0) - before.getOrDefault(each, 0.0));
    }
    return differences;
  }

  /** How many users have most of their requests with each value; of several it is the last. */
  private static Map<String, Double> mainValues(
      List<JsonNode> records, Function<JsonNode, String> value) {
    Map<String, Map<String, Integer>> byUser = new HashMap<>();
    for (JsonNode record : records) {
      String user = value(record, "user");
      if (!user.equals(MISSING)) {
        byUser
            .computeIfAbsent(user, each -> new HashMap<>())
            .merge(value.apply(record), 1, Integer::sum);
      }
    }
    Map<String, Double> counts = new HashMap<>();
    for (Map<String, Integer> values : byUser.values()) {
      String main = null;
      for (String each : new TreeSet<>(values.keySet())) {
        main = main == null || values.get(each) >= values.get(main) ? each : main;
      }
      counts.merge(main, 1.0, Double::sum);
    }
    return counts;
  }

  private double weight(JsonNode record) {
    return metric.startsWith("p") ? 1 : record.path("weight").asDouble();
  }

  private double part(JsonNode record) {
    int status = record.path("status").asInt();
    double millis = record.path("response_time_us").asLong() / 1000.0;
    double weight = weight(record);
    return switch (metric) {
      case "requests" -> weight;
      case "sum:response_time", "mean" -> weight * millis;
      case "sum:response_bytes" -> weight * record.path("response_bytes").asDouble();
      case "success_rate" -> status < 400 ? 100 * weight : 0;
      case "error_rate" -> status >= 400 ? 100 * weight : 0;
      case "client_error_rate" -> status >= 400 && status < 500 ? 100 * weight : 0;
      case "server_error_rate" -> status >= 500 ? 100 * weight : 0;
      default -> millis > slowerThan ? 100 : 0;
    };
  }

  private static String value(JsonNode record, String dimension) {
    JsonNode found =
        switch (dimension) {
          case "nothing" -> null;
          case "route" -> record.get("operation");
          case "user" ->
              record.path("user_id").isTextual() ? record.get("user_id") : record.get("ip_address");
          default -> record.get(dimension);
        };
    return found == null || found.isNull() ? MISSING : found.asText();
  }

  private static Map<String, Double> sums(
      List<JsonNode> records, Function<JsonNode, String> value, ToDoubleFunction<JsonNode> of) {
    return records.stream().collect(Collectors.groupingBy(value, Collectors.summingDouble(of)));
  }

  private static double total(Map<String, Double> sums) {
    return sums.values().stream().mapToDouble(each -> each).sum();
  }

  private static Set<String> both(Map<String, Double> now, Map<String, Double> before) {
    Set<String> both = new TreeSet<>(now.keySet());
    both.addAll(before.keySet());
    return both;
  }
}

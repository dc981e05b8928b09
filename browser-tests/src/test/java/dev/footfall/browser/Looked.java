package dev.footfall.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.SeededProject;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a page looks at, as its address says it: a time, a zone, filters, switches. */
final class Looked {
  private static final String USUAL =
      "live=off&zone=Europe/Paris&from=%s&to=%s&"
          .formatted(SeededProject.END.minus(Duration.ofDays(19)), SeededProject.END);

  /** What an address may have several of. */
  private static final Set<String> LISTS = Set.of("filter", "without", "hide");

  private static final Map<String, String> SWITCHES =
      Map.of(
          "404", "status.is_not.404",
          "crawlers", "traffic.is_not.crawler",
          "monitors", "traffic.is_not.monitor");

  private static final Set<String> NUMBERS =
      Set.of(
          "status",
          "response_time",
          "request_bytes",
          "response_bytes",
          "weight",
          "privacy_level",
          "weekday",
          "hour");

  private final Map<String, List<String>> parameters;

  private Looked(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** Parameters as they stand in an address, but not encoded; those that are missing are usual. */
  static Looked at(String address) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String parameter : (USUAL + address).split("&")) {
      String[] pair = parameter.split("=", 2);
      if (LISTS.contains(pair[0])) {
        parameters.computeIfAbsent(pair[0], any -> new ArrayList<>()).add(pair[1]);
      } else {
        parameters.put(pair[0], List.of(pair[1]));
      }
    }
    return new Looked(parameters);
  }

  /** Addresses that filter by all kinds of things, in zones from west to east. */
  static Stream<String> kinds() {
    return Stream.of(
        "",
        // clocks are set back meanwhile
        "filter=status_class.in.4xx,5xx&zone=America/New_York&from=2026-10-20&to=2026-11-20",
        "filter=traffic.is.api_client&users=address&without=404&zone=UTC",
        "filter=user.contains.user-1&filter=response_time.gt.10&zone=Asia/Kolkata&hide=GET /health",
        "filter=route.matches.*/v1/*&filter=user_group.is_not.gold&users=id_and_address"
            + "&without=crawlers&without=monitors",
        "filter=location.unknown&filter=hour.lte.12&without=query-strings&zone=Pacific/Auckland");
  }

  String address() {
    return parameters.entrySet().stream()
        .flatMap(
            parameter ->
                parameter.getValue().stream()
                    .map(value -> parameter.getKey() + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  String from() {
    return parameters.get("from").get(0);
  }

  /** The filters, such as {@code status.gte.400}. */
  List<String> chips() {
    return all("filter");
  }

  /** With one more filter. */
  Looked with(String chip) {
    Looked more = without(any -> false);
    more.parameters.computeIfAbsent("filter", any -> new ArrayList<>()).add(chip);
    return more;
  }

  /** Without the filters for which this holds. */
  Looked without(Predicate<String> chip) {
    Map<String, List<String>> rest = new LinkedHashMap<>(parameters);
    rest.put("filter", new ArrayList<>(chips().stream().filter(chip.negate()).toList()));
    return new Looked(rest);
  }

  /** The same time, whatever the filters and the switches. */
  Looked everything() {
    Map<String, List<String>> rest = new LinkedHashMap<>(parameters);
    rest.keySet().retainAll(Set.of("from", "to", "zone"));
    return new Looked(rest);
  }

  private List<String> all(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /** A query for it, as a page asks it. */
  ObjectNode query(List<String> metrics, String... dimensions) {
    ObjectNode query = TestServer.JSON.createObjectNode();
    for (String name : List.of("from", "to", "zone", "users")) {
      all(name).forEach(value -> query.put(name, value));
    }
    metrics.forEach(query.putArray("metrics")::add);
    Arrays.stream(dimensions).forEach(query.putArray("dimensions")::add);
    ArrayNode filters = query.putArray("filters");
    chips().forEach(chip -> filters.add(filter(chip)));
    for (String name : all("without")) {
      if (name.equals("query-strings")) {
        query.put("without_query_strings", true);
      } else {
        filters.add(filter(SWITCHES.get(name)));
      }
    }
    all("hide").forEach(route -> filters.add(filter("route.is_not." + route)));
    return query;
  }

  private static ObjectNode filter(String chip) {
    String[] parts = chip.split("\\.", 3);
    ObjectNode filter = TestServer.JSON.createObjectNode();
    filter.put("field", parts[0]).put("op", parts[1]);
    if (parts[1].equals("in")) {
      ArrayNode values = filter.putArray("value");
      Arrays.stream(parts[2].split(",")).forEach(value -> values.add(typed(parts[0], value)));
    } else if (parts.length == 3) {
      filter.set("value", typed(parts[0], parts[2]));
    }
    return filter;
  }

  private static JsonNode typed(String field, String value) {
    return NUMBERS.contains(field)
        ? TestServer.JSON.getNodeFactory().numberNode(new BigDecimal(value))
        : TestServer.JSON.getNodeFactory().textNode(value);
  }
}

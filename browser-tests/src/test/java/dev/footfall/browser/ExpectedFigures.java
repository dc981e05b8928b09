package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a page has to show, as the records themselves say it. */
final class ExpectedFigures {
  /** A time, its zone, and filters as they stand in a page's address. */
  record Looked(String from, String to, String zone, List<String> chips) {
    /** A query for it, as a page asks it. */
    ObjectNode query(List<String> metrics, String... dimensions) {
      ObjectNode query = TestServer.JSON.createObjectNode();
      query.put("from", from).put("to", to).put("zone", zone);
      metrics.forEach(query.putArray("metrics")::add);
      ArrayNode by = query.putArray("dimensions");
      Arrays.stream(dimensions).forEach(by::add);
      ArrayNode filters = query.putArray("filters");
      chips.forEach(chip -> filter(filters.addObject(), chip.split("\\.", 3)));
      return query;
    }

    private static void filter(ObjectNode filter, String[] parts) {
      filter.put("field", parts[0]).put("op", parts[1]);
      if (parts[1].equals("in")) {
        ArrayNode values = filter.putArray("value");
        Arrays.stream(parts[2].split(",")).forEach(values::add);
      } else if (parts[1].equals("gt")) {
        filter.put("value", new BigDecimal(parts[2]));
      } else if (parts.length == 3) {
        filter.put("value", parts[2]);
      }
    }
  }

  private final Recomputation records;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  ExpectedFigures(Recomputation records) {
    this.records = records;
  }

  void put(String figure, Object value) {
    figures.put(figure, value);
  }

  /** A panel that lists groups. */
  void groups(String panel, ObjectNode query) {
    rows(panel, query, "unknown");
  }

  /** A chart's table, which leaves the name of what is not known empty. */
  void table(String panel, ObjectNode query) {
    rows(panel, query, "");
  }

  /** What stands under a panel's groups, or in tiles. */
  void totals(String panel, ObjectNode query) {
    Recomputation.Result answer = records.answer(query.deepCopy().put("totals", true));
    for (int i = 0; i < query.get("metrics").size(); i++) {
      String metric = query.get("metrics").get(i).asText();
      figures.put(panel + "/total/" + metric, answer.totals().get(i));
      if (answer.totalsBefore() != null) {
        figures.put(panel + "/before/" + metric, answer.totalsBefore().get(i));
      }
    }
  }

  private void rows(String panel, ObjectNode query, String unknown) {
    int keys = query.get("dimensions").size();
    for (List<Object> row : records.answer(query).rows()) {
      String group =
          row.subList(0, keys).stream()
              .map(value -> value == null ? unknown : text(value))
              .collect(Collectors.joining("|"));
      for (int i = 0; i < query.get("metrics").size(); i++) {
        String metric = query.get("metrics").get(i).asText();
        figures.put(panel + "/" + group + "/" + metric, row.get(keys + i));
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof OffsetDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }

  /** Neither more figures are shown nor fewer, and each is right. */
  void assertShown(Map<String, String> shown) {
    assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(figures.keySet());
    Map<String, String> wrong = new TreeMap<>();
    figures.forEach(
        (figure, value) -> {
          if (!Recomputation.agrees(value, shown.get(figure))) {
            wrong.put(figure, shown.get(figure) + " instead of " + value);
          }
        });
    assertThat(wrong).isEmpty();
  }
}

package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.oracle.Recomputation;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a page has to show, as the records themselves say it. */
final class ExpectedFigures {
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

  /**
   * A value that was chosen, and which may not be among a panel's groups: then it has no number.
   */
  void chosen(String figure) {
    figures.putIfAbsent(figure, null);
  }

  /** What stands under a panel's groups, or in tiles; what was not before is not shown. */
  void totals(String panel, ObjectNode query) {
    Recomputation.Result answer = records.answer(query.deepCopy().put("totals", true));
    for (int i = 0; i < query.get("metrics").size(); i++) {
      String metric = query.get("metrics").get(i).asText();
      figures.put(panel + "/total/" + metric, answer.totals().get(i));
      if (answer.totalsBefore() != null && answer.totalsBefore().get(i) != null) {
        figures.put(panel + "/before/" + metric, answer.totalsBefore().get(i));
      }
    }
  }

  /** A panel that lists groups as they were before. */
  void groupsBefore(String panel, ObjectNode query) {
    rows(panel, query, records.answer(query).before(), "unknown");
  }

  private void rows(String panel, ObjectNode query, String unknown) {
    rows(panel, query, records.answer(query).rows(), unknown);
  }

  private void rows(String panel, ObjectNode query, List<List<Object>> rows, String unknown) {
    int keys = query.get("dimensions").size();
    for (List<Object> row : rows) {
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

package dev.footfall.server.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** The columns of a request as it leaves: the same names in the same order in every format. */
public final class RequestColumns {
  /** The one that an export is resumed after. */
  public static final String ID = "id";

  /** The names of the texts that were cut. */
  public static final String CUT = "cut";

  private static final Map<String, String> EXPRESSIONS = expressions();

  private RequestColumns() {}

  /** All names, in order. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(EXPRESSIONS.keySet());
  }

  /** What a SELECT says to get these columns with proper types. */
  static String select(Set<String> names) {
    StringJoiner select = new StringJoiner(", ");
    EXPRESSIONS.forEach(
        (name, expression) -> {
          if (names.contains(name)) {
            select.add(expression + " AS " + name);
          }
        });
    return select.toString();
  }

  private static Map<String, String> expressions() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(ID, ID);
    columns.put("created_at", "timezone('UTC', created_at)");
    columns.put("received_at", "timezone('UTC', received_at)");
    for (String name :
        new String[] {
          "framework", "privacy_level", "service", "environment", "instance", "version", "status"
        }) {
      columns.put(name, name);
    }
    columns.put("response_time", "(response_time_us + 500) // 1000");
    for (String name :
        new String[] {"response_time_us", "request_bytes", "response_bytes", "weight"}) {
      columns.put(name, name);
    }
    StringJoiner cut = new StringJoiner(", ", "nullif(concat_ws(' ', ", "), '')");
    for (RequestField field : RequestField.values()) {
      columns.put(field.wireName(), field.wireName());
      cut.add(
          "CASE WHEN flags & "
              + (1 << field.index())
              + " <> 0 THEN '"
              + field.wireName()
              + "' END");
    }
    columns.put(CUT, cut.toString());
    return columns;
  }
}

package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the dashboard's questions take on one set of records. */
final class QueryTimes {

  private static final Map<String, String> LOGS = new LinkedHashMap<>();

  static {
    LOGS.put("log, newest 100", "/api/v1/logs/requests?limit=100");
    LOGS.put("log, status 5xx", "/api/v1/logs/requests?limit=100&search=status:5xx");
    LOGS.put("log, a rare word", "/api/v1/logs/requests?limit=100&search=%22user-004711%22");
  }

  private final String key;
  private final Instant end;
  private final int repetitions;
  private final Map<Panel, Times> cold = new EnumMap<>(Panel.class);
  private final Map<Panel, Map<Period, Times>> warm = new EnumMap<>(Panel.class);
  private final Map<Panel, Map<Period, Times>> bySql = new EnumMap<>(Panel.class);
  private final Map<Period, Times> pages = new EnumMap<>(Period.class);
  private final Map<String, Times> logs = new LinkedHashMap<>();

  QueryTimes(String key, Instant end, int repetitions) {
    this.key = key;
    this.end = end;
    this.repetitions = repetitions;
  }

  /** The first question that a server is asked. */
  void askCold(int port, Panel panel) throws Exception {
    try (QueryConnection connection = new QueryConnection(port, key)) {
      cold.put(panel, Times.of(1, () -> connection.query(panel.query(Period.ALL, end, ""))));
    }
  }

  /** All questions again and again, one after the other. */
  void askWarm(int port) throws Exception {
    for (Period period : Period.values()) {
      askPanels(port, period);
      try (OverviewPage page = new OverviewPage(port, key)) {
        pages.put(period, Times.of(repetitions, () -> page.ask(period, end)));
      }
    }
    try (QueryConnection connection = new QueryConnection(port, key)) {
      for (Map.Entry<String, String> log : LOGS.entrySet()) {
        connection.get(log.getValue());
        logs.put(log.getKey(), Times.of(repetitions, () -> connection.get(log.getValue())));
      }
    }
  }

  private void askPanels(int port, Period period) throws Exception {
    try (QueryConnection connection = new QueryConnection(port, key)) {
      for (Panel panel : Panel.values()) {
        String query = panel.query(period, end, "");
        connection.query(query);
        put(warm, panel, period, Times.of(repetitions, () -> connection.query(query)));
      }
    }
  }

  /** The same of the store, without a server. */
  void askStore(StoreFile store) {
    for (Period period : Period.values()) {
      for (Panel panel : Panel.values()) {
        Times times = new Times();
        try {
          String sql = panel.sql(period, end);
          store.millis(sql);
          for (int i = 0; i < repetitions; i++) {
            times.add(store.millis(sql));
          }
        } catch (SQLException e) {
          times.fail("SQL fails");
        }
        put(bySql, panel, period, times);
      }
    }
  }

  private static void put(
      Map<Panel, Map<Period, Times>> to, Panel panel, Period period, Times times) {
    to.computeIfAbsent(panel, p -> new EnumMap<>(Period.class)).put(period, times);
  }

  private static Times at(Map<Panel, Map<Period, Times>> of, Panel panel, Period period) {
    return of.getOrDefault(panel, Map.of()).getOrDefault(period, new Times());
  }

  /** The panel that takes longest, by what one time in twenty exceeded. */
  String slowestWarm(Period period) {
    Map<Panel, Times> times = new EnumMap<>(Panel.class);
    warm.forEach((panel, byPeriod) -> times.put(panel, byPeriod.get(period)));
    return slowest(times);
  }

  /** The panel that takes longest as a server's first question, all time. */
  String slowestCold() {
    return slowest(cold);
  }

  private static String slowest(Map<Panel, Times> times) {
    Map.Entry<Panel, Times> worst = null;
    for (Map.Entry<Panel, Times> entry : times.entrySet()) {
      if (entry.getValue().isFailed()) {
        return entry.getKey().text + " " + entry.getValue().text(95);
      }
      if (worst == null || entry.getValue().perCent(95) > worst.getValue().perCent(95)) {
        worst = entry;
      }
    }
    return worst == null
        ? "–"
        : "%s (%s)".formatted(worst.getValue().text(95), worst.getKey().text);
  }

  String page(Period period) {
    return pages.getOrDefault(period, new Times()).text(95);
  }

  /** p50 / p95, with the middle of the SQL's and how many times that it is. */
  Table table(String records) {
    List<String> columns = new ArrayList<>();
    columns.add("ms at " + records + ": p50 / p95 (SQL, ×)");
    for (Period period : Period.values()) {
      columns.add(period.text);
    }
    columns.add("all time, cold");
    Table table = new Table(columns.toArray(String[]::new));
    for (Panel panel : Panel.values()) {
      List<String> cells = new ArrayList<>(List.of(panel.text));
      for (Period period : Period.values()) {
        cells.add(cell(panel, period));
      }
      cells.add(cold.getOrDefault(panel, new Times()).text(50));
      table.add(cells.toArray(String[]::new));
    }
    List<String> page = new ArrayList<>(List.of("the whole page"));
    pages.values().forEach(times -> page.add(times.spread()));
    table.add(page.toArray(String[]::new));
    logs.forEach((name, times) -> table.add(name, "", "", "", times.spread()));
    return table;
  }

  private String cell(Panel panel, Period period) {
    Times served = at(warm, panel, period);
    Times sql = at(bySql, panel, period);
    if (served.isFailed() || sql.isFailed()) {
      return "%s (%s)".formatted(served.spread(), sql.text(50));
    }
    double times = served.perCent(50) / sql.perCent(50);
    return "%s (%s, %s)".formatted(served.spread(), sql.text(50), figure(times));
  }
}

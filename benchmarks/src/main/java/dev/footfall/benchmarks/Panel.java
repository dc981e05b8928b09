package dev.footfall.benchmarks;

import java.time.Instant;

/**
 * The panels of the overview page: each as a query to the server and as SQL written by hand, with
 * the period's condition for {@code {period}} and the length of a step in time for {@code {step}}.
 * Hours and weekdays are those of Paris.
 */
enum Panel {
  TILES(
      "tiles with comparison",
      """
      "metrics":["requests","users","success_rate","error_rate","p50","p95","p99"],
      "dimensions":[]""",
      """
      SELECT sum(weight), count(DISTINCT coalesce(user_id, ip_address)),
        sum(weight) FILTER (status < 400), sum(weight) FILTER (status >= 400),
        quantile_cont(response_time_us::INTEGER, [0.5, 0.95, 0.99])
      FROM requests WHERE {period}"""),
  STATUS_OVER_TIME(
      "requests over time by status class",
      """
      "metrics":["requests"],"dimensions":["time","status_class"]""",
      """
      SELECT time_bucket(INTERVAL '{step}', created_at), status // 100, sum(weight)
      FROM requests WHERE {period} GROUP BY ALL"""),
  PERCENTILES_OVER_TIME(
      "p50 and p95 over time",
      """
      "metrics":["p50","p95"],"dimensions":["time"]""",
      """
      SELECT time_bucket(INTERVAL '{step}', created_at),
        quantile_cont(response_time_us::INTEGER, [0.5, 0.95])
      FROM requests WHERE {period} GROUP BY ALL"""),
  ROUTES(
      "top routes",
      """
      "metrics":["requests","users","error_rate","p95"],"dimensions":["route"],
      "order":[{"by":"requests","dir":"desc"}],"limit":10""",
      """
      SELECT method, route, sum(weight), approx_count_distinct(coalesce(user_id, ip_address)),
        sum(weight) FILTER (status >= 400), quantile_cont(response_time_us::INTEGER, 0.95)
      FROM requests WHERE {period} GROUP BY ALL ORDER BY 3 DESC LIMIT 10"""),
  LOCATIONS("locations", top("location"), topSql("location")),
  CLIENTS("clients", top("client"), topSql("client")),
  SYSTEMS("operating systems", top("os"), topSql("os")),
  DEVICES("devices", top("device"), topSql("device")),
  HOURS(
      "hours",
      """
      "metrics":["requests"],"dimensions":["hour"]""",
      """
      SELECT hour(timezone('Europe/Paris', timezone('UTC', whole_hour))), sum(requests)
      FROM (SELECT date_trunc('hour', created_at) AS whole_hour, sum(weight) AS requests
        FROM requests WHERE {period} GROUP BY ALL) GROUP BY ALL"""),
  WEEKDAYS(
      "weekdays",
      """
      "metrics":["requests"],"dimensions":["weekday"]""",
      """
      SELECT isodow(timezone('Europe/Paris', timezone('UTC', whole_hour))), sum(requests)
      FROM (SELECT date_trunc('hour', created_at) AS whole_hour, sum(weight) AS requests
        FROM requests WHERE {period} GROUP BY ALL) GROUP BY ALL"""),
  HOSTNAMES("hostnames", top("hostname"), topSql("hostname")),
  API_VERSIONS("API versions", top("api_version"), topSql("api_version")),
  USERS(
      "top users",
      """
      "metrics":["requests","error_rate"],"dimensions":["user"],
      "order":[{"by":"requests","dir":"desc"}],"limit":10""",
      """
      SELECT coalesce(user_id, ip_address), sum(weight), sum(weight) FILTER (status >= 400)
      FROM requests WHERE {period} GROUP BY ALL ORDER BY 2 DESC LIMIT 10"""),
  SERVICES(
      "services",
      """
      "metrics":["requests","users","error_rate","p95"],"dimensions":["service"],
      "order":[{"by":"requests","dir":"desc"}],"limit":50""",
      """
      SELECT service, sum(weight), approx_count_distinct(coalesce(user_id, ip_address)),
        sum(weight) FILTER (status >= 400), quantile_cont(response_time_us::INTEGER, 0.95)
      FROM requests WHERE {period} GROUP BY ALL ORDER BY 2 DESC LIMIT 50""");

  final String text;
  private final String json;
  private final String sql;

  Panel(String text, String json, String sql) {
    this.text = text;
    this.json = json;
    this.sql = sql;
  }

  private static String top(String field) {
    return """
        "metrics":["requests"],"dimensions":["%s"],
        "order":[{"by":"requests","dir":"desc"}],"limit":10"""
        .formatted(field);
  }

  private static String topSql(String column) {
    return "SELECT %s, sum(weight) FROM requests WHERE {period} GROUP BY ALL ORDER BY 2 DESC LIMIT 10"
        .formatted(column);
  }

  /**
   * The body of the query.
   *
   * @param filters in JSON
   */
  String query(Period period, Instant end, String filters) {
    String compare = isCompared(period) ? "\"compare\":\"previous_period\"," : "";
    return "{%s\"zone\":\"Europe/Paris\",%s\"filters\":[%s],%s}"
        .formatted(period.json(end), compare, filters, json);
  }

  String sql(Period period, Instant end) {
    String now = sql(period, end, 0);
    return isCompared(period) ? now + " UNION ALL " + sql(period, end, 1) : now;
  }

  private String sql(Period period, Instant end, int ago) {
    return sql.replace("{period}", period.sql(end, ago)).replace("{step}", period.step());
  }

  private boolean isCompared(Period period) {
    return this == TILES && period.hasPrevious();
  }
}

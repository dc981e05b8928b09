package dev.footfall.server.store;

import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.UserBy;

/** Where a field's value is to be found in the table, in the way that the filter means it. */
final class FieldSql {
  /** The template of the path, without the method that {@link Field#ROUTE} begins with. */
  static final String TEMPLATE = "route";

  private final Filter filter;

  FieldSql(Filter filter) {
    this.filter = filter;
  }

  UserBy users() {
    return filter.users();
  }

  /** A column, or an expression without places for values. */
  String expression(Field field) {
    return switch (field) {
      case ROUTE -> "operation";
      case PATH -> filter.withoutQueryStrings() ? "split_part(path, '?', 1)" : "path";
      case USER -> user();
      case STATUS_CLASS -> "(status // 100)";
      case RESPONSE_TIME -> "response_time_us";
      case HOUR -> LocalTimeSql.hour(filter);
      case WEEKDAY -> LocalTimeSql.weekday(filter);
      default -> field.wireName();
    };
  }

  private String user() {
    return switch (filter.users()) {
      case ID_OR_ADDRESS -> "coalesce(user_id, ip_address)";
      case ADDRESS -> "ip_address";
      case ID_AND_ADDRESS -> "coalesce(user_id || ' ' || ip_address, user_id, ip_address)";
    };
  }
}

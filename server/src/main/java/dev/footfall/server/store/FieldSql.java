package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.UserBy;

/** Where a field's value is to be found in the table, in the way that the filter means it. */
final class FieldSql {
  /** The template of the path, without the method that {@link Field#ROUTE} begins with. */
  static final String TEMPLATE = "substr(operation, strpos(operation, ' ') + 1)";

  private static final String ROUTE_SOURCE =
      "CASE WHEN operation IS NOT NULL THEN CASE WHEN route IS NOT NULL THEN 'sent'"
          + " WHEN route_rule IS NOT NULL THEN 'rule' ELSE 'guessed' END END";

  private final Filter filter;
  private final String address;

  private FieldSql(Filter filter, String address) {
    this.filter = filter;
    this.address = address;
  }

  FieldSql(Filter filter) {
    this(filter, "ip_address");
  }

  /** As a lock means it, by whole addresses also where whoever it is for sees masked ones. */
  static FieldSql ofLock(Condition lock) {
    Filter filter = Filter.locked(lock);
    return new FieldSql(filter, wholeAddress(filter));
  }

  UserBy users() {
    return filter.users();
  }

  /** A column, or an expression without places for values. */
  String expression(Field field) {
    return switch (field) {
      case PATH -> filter.withoutQueryStrings() ? "split_part(path, '?', 1)" : "path";
      case USER -> user(address);
      case IP_ADDRESS -> address;
      case HOUR -> LocalTimeSql.hour(filter);
      case WEEKDAY -> LocalTimeSql.weekday(filter);
      default -> column(field);
    };
  }

  /** Of a field that is the same whatever the filter. */
  static String column(Field field) {
    return switch (field) {
      case ROUTE -> "operation";
      case ROUTE_SOURCE -> ROUTE_SOURCE;
      case RESPONSE_TIME -> "response_time_us";
      case STATUS_CLASS -> "(status // 100)";
      default -> field.wireName();
    };
  }

  /**
   * What differs between users: of pairs also which of the two is missing. They are counted by
   * whole addresses also where these are masked.
   */
  String distinctUser() {
    String whole = wholeAddress(filter);
    return filter.users() == UserBy.ID_AND_ADDRESS
        ? "coalesce(user_id || chr(10) || %s, user_id || chr(10), chr(10) || %s)"
            .formatted(whole, whole)
        : user(whole);
  }

  private static String wholeAddress(Filter filter) {
    return filter.masksAddresses() ? RequestTable.WHOLE_ADDRESS : "ip_address";
  }

  /** Whether a record has nothing of what a user is. */
  String withoutUser() {
    return filter.users() == UserBy.ADDRESS
        ? "ip_address IS NULL"
        : "user_id IS NULL AND ip_address IS NULL";
  }

  private String user(String ofAddress) {
    return switch (filter.users()) {
      case ID_OR_ADDRESS -> "coalesce(user_id, " + ofAddress + ")";
      case ADDRESS -> ofAddress;
      case ID_AND_ADDRESS ->
          "coalesce(user_id || ' ' || %s, user_id, %s)".formatted(ofAddress, ofAddress);
    };
  }
}

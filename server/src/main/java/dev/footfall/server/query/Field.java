package dev.footfall.server.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a query can name of a request. */
public enum Field {
  SERVICE,
  ENVIRONMENT,
  INSTANCE,
  VERSION,
  FRAMEWORK,
  HOSTNAME,
  METHOD,
  /** The method and the template of the path. */
  ROUTE,
  /**
   * Whether the template was {@code sent}, is the project's {@code rule}, or was {@code guessed}.
   */
  ROUTE_SOURCE,
  PATH,
  USER_ID,
  USER_GROUP,
  /** Whatever the query's {@link UserBy} says that a user is. */
  USER,
  IP_ADDRESS,
  SESSION_ID,
  USER_AGENT,
  CLIENT,
  OS,
  DEVICE,
  TRAFFIC,
  LOCATION,
  API_VERSION,
  ERROR,
  REFERRER,
  TRACE_ID,
  /** The status by its hundreds, {@code 1xx} to {@code 5xx}. */
  STATUS_CLASS,
  STATUS(Kind.NUMBER),
  /** In milliseconds, with decimals. */
  RESPONSE_TIME(Kind.NUMBER),
  REQUEST_BYTES(Kind.NUMBER),
  RESPONSE_BYTES(Kind.NUMBER),
  WEIGHT(Kind.NUMBER),
  PRIVACY_LEVEL(Kind.NUMBER),
  /** Monday is 1, Sunday 7, in the query's zone. */
  WEEKDAY(Kind.NUMBER),
  /** 0 to 23, in the query's zone. */
  HOUR(Kind.NUMBER);

  private static final Map<String, Field> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Field::wireName, Function.identity()));

  /** What values a field has. */
  public enum Kind {
    TEXT,
    NUMBER
  }

  private final String wireName = name().toLowerCase(Locale.ROOT);
  private final Kind kind;

  Field() {
    this(Kind.TEXT);
  }

  Field(Kind kind) {
    this.kind = kind;
  }

  /** The field with this name in JSON, or null. */
  public static @Nullable Field named(String name) {
    return BY_NAME.get(name);
  }

  public String wireName() {
    return wireName;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether records can be grouped by it: a measure has too many values. */
  public boolean isDimension() {
    return this != RESPONSE_TIME
        && this != REQUEST_BYTES
        && this != RESPONSE_BYTES
        && this != WEIGHT;
  }

  /** Whether its values can be added up. */
  public boolean isSummable() {
    return this == RESPONSE_TIME || this == REQUEST_BYTES || this == RESPONSE_BYTES;
  }
}

package dev.footfall;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the application and is no HTTP request: a report exported, an order
 * paid. Only a Footfall server takes events. Immutable; built with {@link #named}:
 *
 * <pre>{@code
 * analytics.track(Event.named("report.exported").user("user-1").duration(took).build());
 * }</pre>
 */
public final class Event {

  final String name;
  final Instant createdAt;
  final @Nullable String source;
  final @Nullable String user;
  final @Nullable String userGroup;
  final @Nullable String session;
  final @Nullable String object;
  final @Nullable String outcome;
  final @Nullable Duration duration;
  final @Nullable Double value;
  final @Nullable String currency;
  final Map<String, Object> inputs;
  final Map<String, Object> outputs;
  final Map<String, Object> properties;

  private Event(Builder builder) {
    name = builder.name;
    createdAt = builder.createdAt == null ? Instant.now() : builder.createdAt;
    source = builder.source;
    user = builder.user;
    userGroup = builder.userGroup;
    session = builder.session;
    object = builder.object;
    outcome = builder.outcome;
    duration = builder.duration;
    value = builder.value;
    currency = builder.currency;
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(builder.inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(builder.outputs));
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
  }

  /**
   * Begins an event.
   *
   * @param name what happened, in the application's words, such as {@code report.exported}
   * @throws IllegalArgumentException if it is blank
   */
  public static Builder named(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name is blank");
    }
    return new Builder(name);
  }

  @Override
  public String toString() {
    return "Event[" + name + " at " + createdAt + "]";
  }

  /** The optional parts of an event. Not thread-safe. */
  public static final class Builder {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final int MAX_DEPTH = 16;
    private static final int MAX_VALUES = 1_000;

    private final String name;
    private @Nullable Instant createdAt;
    private @Nullable String source;
    private @Nullable String user;
    private @Nullable String userGroup;
    private @Nullable String session;
    private @Nullable String object;
    private @Nullable String outcome;
    private @Nullable Duration duration;
    private @Nullable Double value;
    private @Nullable String currency;
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private final Map<String, Object> outputs = new LinkedHashMap<>();
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private int values;

    private Builder(String name) {
      this.name = name;
    }

    /**
     * When it happened; default: when {@link #build} is called.
     *
     * @throws IllegalArgumentException if it is not within the years 1970 to 9999
     */
    public Builder at(Instant createdAt) {
      if (createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(LATEST)) {
        throw new IllegalArgumentException("at is not within 1970–9999: " + createdAt);
      }
      this.createdAt = createdAt;
      return this;
    }

    /** The part of the application it comes from. */
    public Builder source(String source) {
      this.source = source;
      return this;
    }

    /** Who did it. Hashed like a request's user id when {@code hashUserIds} is set. */
    public Builder user(String user) {
      this.user = user;
      return this;
    }

    /** The group, tenant or plan of the user. */
    public Builder userGroup(String userGroup) {
      this.userGroup = userGroup;
      return this;
    }

    /** The session it belongs to. */
    public Builder session(String session) {
      this.session = session;
      return this;
    }

    /** What it was done to, such as an order's number. */
    public Builder object(String object) {
      this.object = object;
      return this;
    }

    /** How it ended, such as {@code success} or {@code failure}. */
    public Builder outcome(String outcome) {
      this.outcome = outcome;
      return this;
    }

    /**
     * How long it took.
     *
     * @throws IllegalArgumentException if it is negative or longer than 100 years
     */
    public Builder duration(Duration duration) {
      if (duration.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("duration > 100 years: " + duration);
      }
      if (duration.isNegative()) {
        throw new IllegalArgumentException("duration < 0: " + duration);
      }
      this.duration = duration;
      return this;
    }

    /**
     * What it was worth.
     *
     * @param currency an ISO 4217 code such as {@code EUR}, or any unit of the application's own
     * @throws IllegalArgumentException if the value is not finite
     */
    public Builder value(double value, String currency) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value is not finite: " + value);
      }
      this.value = value;
      this.currency = currency;
      return this;
    }

    /** One thing that went in. Values as in {@link #property}. */
    public Builder input(String name, Object value) {
      inputs.put(name, json("input " + name, value, 0));
      return this;
    }

    /** One thing that came out. Values as in {@link #property}. */
    public Builder output(String name, Object value) {
      outputs.put(name, json("output " + name, value, 0));
      return this;
    }

    /**
     * One property of the event.
     *
     * @param value a string, number, boolean, or a list or string-keyed map of these; it is copied
     * @throws IllegalArgumentException if it is anything else, nested over 16 deep, or there are
     *     over 1,000 values in the event
     */
    public Builder property(String name, Object value) {
      properties.put(name, json("property " + name, value, 0));
      return this;
    }

    /** The event. */
    public Event build() {
      return new Event(this);
    }

    private Object json(String name, @Nullable Object value, int depth) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException(name + " is nested over " + MAX_DEPTH + " deep");
      }
      if (++values > MAX_VALUES) {
        throw new IllegalArgumentException(name + " is one value over " + MAX_VALUES);
      }
      if (value instanceof String || value instanceof Boolean) {
        return value;
      }
      if (value instanceof Number number) {
        return number(name, number);
      }
      if (value instanceof Enum<?> constant) {
        return constant.name();
      }
      if (value instanceof List<?> list) {
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
          copy.add(json(name, element, depth + 1));
        }
        return Collections.unmodifiableList(copy);
      }
      if (value instanceof Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach(
            (key, element) -> copy.put(String.valueOf(key), json(name, element, depth + 1)));
        return Collections.unmodifiableMap(copy);
      }
      throw new IllegalArgumentException(
          "%s is not a string, number, boolean, list or map: %s"
              .formatted(name, value == null ? null : value.getClass().getName()));
    }

    /** A number as JSON can write it, and as no one can change it any more. */
    private static Object number(String name, Number number) {
      double value = number.doubleValue();
      if (!Double.isFinite(value)) {
        return number.toString();
      }
      try {
        return new BigDecimal(number.toString());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(name + " is no decimal number: " + number, e);
      }
    }
  }
}

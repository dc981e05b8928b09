package dev.footfall.server.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.refusal.Refusal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads which requests are meant, from JSON or from the parameters of a call. */
public final class FilterReader {
  /** The names that it reads. */
  public static final List<String> NAMES =
      List.of("from", "to", "zone", "search", "filters", "users", "without_query_strings");

  private static final Logger LOG = LoggerFactory.getLogger(FilterReader.class);
  private static final int MAX_FILTERS = 50;
  private static final int MAX_VALUES = 1_000;
  private static final List<String> FILTER_NAMES = List.of("field", "op", "value");

  private FilterReader() {}

  /**
   * Reads them from texts.
   *
   * @param parameters gives the text of each of {@link #NAMES}, null where there is none; {@code
   *     filters} is a list in JSON
   * @throws Refusal when one of them is wrong
   */
  public static Filter read(Function<String, @Nullable String> parameters) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name : NAMES) {
      String text = parameters.apply(name);
      if (text != null) {
        switch (name) {
          case "from", "to", "zone" -> object.put(name, withoutBlank(name, text));
          case "filters" -> object.set(name, Json.read(text, name));
          case "without_query_strings" -> putTruth(object, name, text);
          default -> object.put(name, text);
        }
      }
    }
    return read(new JsonValue(object, ""));
  }

  /** A plus that was not escaped arrives as a blank. */
  private static String withoutBlank(String name, String text) {
    if (text.indexOf(' ') >= 0) {
      throw Refusal.badRequest(name + " has a blank; in a URL + is written as %2B.", name);
    }
    return text;
  }

  private static void putTruth(ObjectNode object, String name, String text) {
    switch (text) {
      case "true" -> object.put(name, true);
      case "false" -> object.put(name, false);
      default -> object.put(name, text);
    }
  }

  /** Looks at {@link #NAMES} alone. */
  static Filter read(JsonValue object) {
    JsonValue zoneValue = object.find("zone");
    ZoneId zone = zoneValue == null ? ZoneOffset.UTC : TimeReader.zone(zoneValue);
    Instant from = instant(object.find("from"), zone);
    JsonValue toValue = object.find("to");
    Instant to = instant(toValue, zone);
    if (from != null && to != null && toValue != null && !from.isBefore(to)) {
      throw toValue.refusal("must be later than from");
    }
    JsonValue users = object.find("users");
    JsonValue cut = object.find("without_query_strings");
    return new Filter(
        from,
        to,
        zone,
        condition(object),
        users == null ? UserBy.ID_OR_ADDRESS : users.oneOf(Names.USERS),
        cut != null && cut.truth());
  }

  /**
   * Reads what all that a token reads must match.
   *
   * @param filters a list with an entry at least: an empty one would lock nothing
   * @throws Refusal when one of them is wrong
   */
  public static Condition lock(JsonValue filters) {
    return Conditions.all(filters.list(1, MAX_FILTERS).stream().map(FilterReader::filter).toList());
  }

  /** The same of text that was stored. What cannot be read any more lets nothing through. */
  public static Condition lock(String filters) {
    try {
      return lock(new JsonValue(Json.read(filters, "filters"), "filters"));
    } catch (Refusal e) {
      LOG.warn("A token opens nothing, for its filters cannot be read: {}", e.reason());
      return Condition.NEVER;
    }
  }

  private static @Nullable Instant instant(@Nullable JsonValue value, ZoneId zone) {
    return value == null ? null : TimeReader.instant(value, zone);
  }

  private static Condition condition(JsonValue object) {
    List<Condition> conditions = new ArrayList<>();
    JsonValue filters = object.find("filters");
    if (filters != null) {
      for (JsonValue filter : filters.list(0, MAX_FILTERS)) {
        conditions.add(filter(filter));
      }
    }
    JsonValue search = object.find("search");
    if (search != null) {
      Condition searched = SearchReader.read(search.text());
      if (!searched.equals(Condition.ALWAYS)) {
        conditions.add(searched);
      }
    }
    return Conditions.all(conditions);
  }

  private static Condition filter(JsonValue filter) {
    filter.checkNames(FILTER_NAMES);
    Field field = filter.need("field").oneOf(Names.FIELDS);
    JsonValue op = filter.need("op");
    Operator operator = op.oneOf(Names.OPERATORS);
    return Conditions.of(field, operator, op, values(filter, operator));
  }

  private static List<Literal> values(JsonValue filter, Operator operator) {
    if (operator == Operator.UNKNOWN) {
      JsonValue value = filter.find("value");
      if (value != null) {
        throw value.refusal("does not go with unknown");
      }
      return List.of();
    }
    JsonValue value = filter.need("value");
    return operator == Operator.IN
        ? value.list(1, MAX_VALUES).stream().map(JsonValue::literal).toList()
        : List.of(value.literal());
  }
}

package dev.footfall.server.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the terms of a search: words, phrases, and fields with values. */
final class SearchTerms {
  private static final int MAX_TERMS = 100;
  private static final String UNKNOWN = Operator.UNKNOWN.wireName();
  private static final Map<String, Operator> SIGNS =
      Map.of(
          "~", Operator.CONTAINS,
          ">=", Operator.GTE,
          "<=", Operator.LTE,
          ">", Operator.GT,
          "<", Operator.LT);
  private static final List<String> SIGNS_IN_ORDER = List.of("~", ">=", "<=", ">", "<");
  private static final Map<String, Field> FIELDS = fields();
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final String RANGE = "..";

  private final SearchText text;
  private int count;

  SearchTerms(SearchText text) {
    this.text = text;
  }

  /** The term that begins here. */
  Condition next() {
    if (text.isAt('"')) {
      return phrase();
    }
    SearchText.Chunk chunk = text.chunk(':');
    if (!text.take(":")) {
      return counted(new Condition.Word(chunk.literal()));
    }
    String name = chunk.literal();
    if (name.equals(UNKNOWN)) {
      SearchText.Chunk missing = text.chunk(':');
      Field field = field(missing.literal(), missing.place());
      return counted(Conditions.of(field, Operator.UNKNOWN, missing.place(), List.of()));
    }
    return values(field(name, chunk.place()));
  }

  private Condition phrase() {
    Place place = text.place();
    String phrase = text.quoted();
    if (phrase.isEmpty()) {
      throw place.refusal("has quotes with nothing between them");
    }
    if (!text.isAtTermEnd()) {
      throw text.place().refusal("lacks a blank after a quote");
    }
    return counted(new Condition.Word(phrase));
  }

  private Condition values(Field field) {
    Place place = text.place();
    String sign = text.takeAny(SIGNS_IN_ORDER);
    Operator operator = SIGNS.get(sign);
    List<Literal> plain = new ArrayList<>();
    List<Condition> parts = new ArrayList<>();
    do {
      Place valuePlace = text.place();
      if (text.isAt('"')) {
        plain.add(literal(field, text.quoted(), valuePlace));
        if (!text.isAtTermEnd() && !text.isAt(',')) {
          throw text.place().refusal("lacks a blank after a quote");
        }
      } else {
        SearchText.Chunk chunk = text.chunk(',');
        Condition special = operator == null ? special(field, chunk) : null;
        if (chunk.raw().isEmpty()) {
          throw valuePlace.refusal("lacks a value, which follows without a blank");
        } else if (special == null) {
          plain.add(literal(field, chunk.literal(), valuePlace));
        } else {
          parts.add(counted(special));
        }
      }
    } while (text.take(","));
    if (operator == null) {
      addEqual(field, place, plain, parts);
    } else {
      for (Literal value : plain) {
        parts.add(counted(Conditions.of(field, operator, atSign(place), List.of(value))));
      }
    }
    return Conditions.any(parts);
  }

  private static Place atSign(Place place) {
    return problem -> place.refusal("has a sign that does not fit: " + problem);
  }

  private void addEqual(Field field, Place place, List<Literal> values, List<Condition> parts) {
    if (!values.isEmpty()) {
      Operator operator = values.size() == 1 ? Operator.IS : Operator.IN;
      parts.add(0, counted(Conditions.of(field, operator, place, values)));
    }
  }

  /** A glob or a range, or null when it is neither. */
  private static @Nullable Condition special(Field field, SearchText.Chunk chunk) {
    if (field.kind() == Field.Kind.TEXT) {
      return chunk.isGlob()
          ? Conditions.of(
              field,
              Operator.MATCHES,
              chunk.place(),
              List.of(new Literal(inCase(field, chunk.raw()), null, chunk.place())))
          : null;
    }
    int dots = chunk.raw().indexOf(RANGE);
    return dots < 0
        ? null
        : range(
            field,
            chunk.raw().substring(0, dots),
            chunk.raw().substring(dots + RANGE.length()),
            chunk.place());
  }

  private static Condition range(Field field, String low, String high, Place place) {
    if (low.isEmpty() || high.isEmpty()) {
      throw place.refusal("has a range with one end; >= and <= do with one");
    }
    Condition from = Conditions.of(field, Operator.GTE, place, List.of(literal(field, low, place)));
    Condition to = Conditions.of(field, Operator.LTE, place, List.of(literal(field, high, place)));
    if (number(from).compareTo(number(to)) > 0) {
      throw place.refusal("has a range that ends before it begins");
    }
    return new Condition.And(List.of(from, to));
  }

  private static BigDecimal number(Condition bound) {
    return ((Condition.OfNumber) bound).values().get(0);
  }

  private static Literal literal(Field field, String value, Place place) {
    boolean number = field.kind() == Field.Kind.NUMBER && NUMBER.matcher(value).matches();
    return new Literal(
        inCase(field, value),
        number ? new BigDecimal(value) : null,
        problem -> place.refusal("has a value that " + problem));
  }

  /** Methods and countries are stored in capitals, and typed as it comes. */
  private static String inCase(Field field, String value) {
    return field == Field.METHOD || field == Field.LOCATION
        ? value.toUpperCase(Locale.ROOT)
        : value;
  }

  private static Field field(String name, Place place) {
    Field field = FIELDS.get(name);
    if (field == null) {
      throw place.refusal(
          (name.isEmpty() ? "lacks a field" : "has an unknown field: " + Text.shown(name))
              + "; known are "
              + String.join(", ", FIELDS.keySet())
              + ", "
              + UNKNOWN
              + "; quotes make it a phrase");
    }
    return field;
  }

  private Condition counted(Condition term) {
    count++;
    if (count > MAX_TERMS) {
      throw text.place().refusal("has over " + MAX_TERMS + " terms");
    }
    return term;
  }

  private static Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>(Names.FIELDS);
    fields.put("rt", Field.RESPONSE_TIME);
    fields.put("ip", Field.IP_ADDRESS);
    fields.put("address", Field.IP_ADDRESS);
    fields.put("agent", Field.USER_AGENT);
    fields.put("host", Field.HOSTNAME);
    fields.put("class", Field.STATUS_CLASS);
    fields.put("country", Field.LOCATION);
    fields.put("env", Field.ENVIRONMENT);
    fields.put("session", Field.SESSION_ID);
    return Collections.unmodifiableMap(fields);
  }
}

package dev.footfall.server.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request must be like to be counted. */
public sealed interface Condition {
  /** True of every request. */
  Condition ALWAYS = new And(List.of());

  /** True of none. */
  Condition NEVER = new Or(List.of());

  /** Whether it is about this field. */
  boolean names(Field field);

  record And(List<Condition> parts) implements Condition {
    @Override
    public boolean names(Field field) {
      return parts.stream().anyMatch(part -> part.names(field));
    }
  }

  record Or(List<Condition> parts) implements Condition {
    @Override
    public boolean names(Field field) {
      return parts.stream().anyMatch(part -> part.names(field));
    }
  }

  /** True where the other is not: also where a field is missing. */
  record Not(Condition part) implements Condition {
    @Override
    public boolean names(Field field) {
      return part.names(field);
    }
  }

  /**
   * A text field against texts: one for all operators, but any number for {@link Operator#IN} and
   * none for {@link Operator#UNKNOWN}. The texts are as they were written, never empty; one that
   * begins with a slash means, for {@link Field#ROUTE}, the template alone. {@link
   * Field#STATUS_CLASS} is compared with {@code 1xx} to {@code 5xx}, in small letters. A {@link
   * Operator#MATCHES} glob never ends with a lone backslash.
   */
  record OfText(Field field, Operator operator, List<String> values) implements Condition {
    @Override
    public boolean names(Field other) {
      return field == other;
    }
  }

  /**
   * A number field against numbers, as many as in {@link OfText}; no trailing zeros, up to 18
   * decimals, none over 10<sup>15</sup> either way.
   */
  record OfNumber(Field field, Operator operator, List<BigDecimal> values) implements Condition {
    @Override
    public boolean names(Field other) {
      return field == other;
    }
  }

  /**
   * Created in a stretch of time.
   *
   * @param from at or after; null: whenever before
   * @param to before; null: whenever after
   */
  record Created(@Nullable Instant from, @Nullable Instant to) implements Condition {
    @Override
    public boolean names(Field field) {
      return false;
    }
  }

  /** A lock for whoever must not see addresses: behind it all is asked of masked ones. */
  record Masked(Condition part) implements Condition {
    @Override
    public boolean names(Field field) {
      return part.names(field);
    }
  }

  /** A word that occurs, whatever the case, in one of the fields that a person would search. */
  record Word(String text) implements Condition {
    @Override
    public boolean names(Field field) {
      return false;
    }
  }
}

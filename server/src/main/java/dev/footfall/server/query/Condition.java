package dev.footfall.server.query;

import java.math.BigDecimal;
import java.util.List;

/** What a request must be like to be counted. */
public sealed interface Condition {
  /** True of every request. */
  Condition ALWAYS = new And(List.of());

  record And(List<Condition> parts) implements Condition {}

  record Or(List<Condition> parts) implements Condition {}

  /** True where the other is not: also where a field is missing. */
  record Not(Condition part) implements Condition {}

  /**
   * A text field against texts: one for all operators, but any number for {@link Operator#IN} and
   * none for {@link Operator#UNKNOWN}.
   */
  record OfText(Field field, Operator operator, List<String> values) implements Condition {}

  /** A number field against numbers, as many as in {@link OfText}. */
  record OfNumber(Field field, Operator operator, List<BigDecimal> values) implements Condition {}

  /** A word that occurs, whatever the case, in one of the fields that a person would search. */
  record Word(String text) implements Condition {}
}

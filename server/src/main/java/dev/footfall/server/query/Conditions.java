package dev.footfall.server.query;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes conditions of fields, operators and values as they were written: one way for all texts. */
final class Conditions {
  /** No text of a record is longer. */
  static final int MAX_TEXT = 2_048;

  private static final BigDecimal MAX_NUMBER = BigDecimal.TEN.pow(15);
  private static final int MAX_DECIMALS = 18;
  private static final Set<Operator> OF_TEXTS = EnumSet.of(Operator.CONTAINS, Operator.MATCHES);
  private static final Set<Operator> OF_NUMBERS =
      EnumSet.of(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE);
  private static final Set<Operator> OF_EQUALITY =
      EnumSet.of(Operator.IS, Operator.IS_NOT, Operator.IN);

  private Conditions() {}

  /** One that holds when all of these do. */
  static Condition all(List<Condition> parts) {
    return parts.size() == 1 ? parts.get(0) : new Condition.And(List.copyOf(parts));
  }

  /** One that holds when one of these does, of which there must be one. */
  static Condition any(List<Condition> parts) {
    return parts.size() == 1 ? parts.get(0) : new Condition.Or(List.copyOf(parts));
  }

  /**
   * @param operatorPlace is told when the operator does not go with the field
   * @param values as many as the operator needs
   */
  static Condition of(Field field, Operator operator, Place operatorPlace, List<Literal> values) {
    Set<Operator> alien = field.kind() == Field.Kind.TEXT ? OF_NUMBERS : OF_TEXTS;
    if (alien.contains(operator)) {
      throw operatorPlace.refusal(
          operator.wireName()
              + " does not go with "
              + field.wireName()
              + ", for which there are "
              + names(EnumSet.complementOf(EnumSet.copyOf(alien))));
    }
    if (field.kind() == Field.Kind.TEXT) {
      return new Condition.OfText(
          field, operator, values.stream().map(value -> text(field, operator, value)).toList());
    }
    if (field == Field.STATUS && OF_EQUALITY.contains(operator)) {
      return ofStatus(operator, values);
    }
    return new Condition.OfNumber(
        field, operator, values.stream().map(value -> number(field, value)).toList());
  }

  /** A class such as 5xx is looked for among the classes. */
  private static Condition ofStatus(Operator operator, List<Literal> values) {
    List<String> classes =
        values.stream().filter(Literal::isStatusClass).map(Literal::lowerCase).toList();
    List<BigDecimal> codes =
        values.stream()
            .filter(Predicate.not(Literal::isStatusClass))
            .map(value -> number(Field.STATUS, value))
            .toList();
    Condition ofClass = new Condition.OfText(Field.STATUS_CLASS, operator, classes);
    Condition ofCode = new Condition.OfNumber(Field.STATUS, operator, codes);
    if (classes.isEmpty()) {
      return ofCode;
    }
    return codes.isEmpty() ? ofClass : new Condition.Or(List.of(ofClass, ofCode));
  }

  private static String text(Field field, Operator operator, Literal value) {
    String text = value.text();
    if (value.number() != null) {
      throw value.place().refusal("must be text");
    }
    if (text.isEmpty()) {
      throw value
          .place()
          .refusal("is empty; " + Operator.UNKNOWN.wireName() + " finds what is not there");
    }
    if (text.length() > MAX_TEXT) {
      throw value.place().refusal("is over " + MAX_TEXT + " characters, longer than any record's");
    }
    if (operator == Operator.MATCHES && endsInEscape(text)) {
      throw value.place().refusal("ends with a backslash that nothing follows");
    }
    if (field == Field.STATUS_CLASS && OF_EQUALITY.contains(operator)) {
      if (!value.isStatusClass()) {
        throw value.place().refusal("must be one of 1xx, 2xx, 3xx, 4xx, 5xx");
      }
      return value.lowerCase();
    }
    return text;
  }

  private static boolean endsInEscape(String glob) {
    int end = glob.length();
    while (end > 0 && glob.charAt(end - 1) == '\\') {
      end--;
    }
    return (glob.length() - end) % 2 == 1;
  }

  private static BigDecimal number(Field field, Literal value) {
    BigDecimal number = value.number();
    if (number == null && field == Field.WEEKDAY) {
      Integer day = Names.WEEKDAYS.get(value.lowerCase());
      number = day == null ? null : BigDecimal.valueOf(day);
    }
    if (number == null) {
      throw value
          .place()
          .refusal(
              switch (field) {
                case WEEKDAY -> "must be a weekday's name or number, Monday being 1";
                case STATUS -> "must be a number, or with is, is_not and in a class such as 5xx";
                default -> "must be a number";
              });
    }
    // Compared first: of a number with a huge exponent nothing else may be asked.
    if (number.abs().compareTo(MAX_NUMBER) > 0) {
      throw value.place().refusal("must be within -10^15…10^15");
    }
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > MAX_DECIMALS) {
      throw value.place().refusal("has over " + MAX_DECIMALS + " decimals");
    }
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private static String names(Collection<Operator> operators) {
    return operators.stream().map(Operator::wireName).collect(Collectors.joining(", "));
  }
}

package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.query.Condition.And;
import dev.footfall.server.query.Condition.Not;
import dev.footfall.server.query.Condition.OfNumber;
import dev.footfall.server.query.Condition.OfText;
import dev.footfall.server.query.Condition.Or;
import dev.footfall.server.query.Condition.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes random conditions in the grammar and reads them back. */
class SearchRoundTripTest {
  private static final String CHARACTERS = "abzAZ09 /-_.:,;\"'\\*?()<>=~\t\u00e9\u00a0";
  private static final List<Operator> OF_NUMBERS =
      List.of(
          Operator.IS,
          Operator.IN,
          Operator.GT,
          Operator.GTE,
          Operator.LT,
          Operator.LTE,
          Operator.UNKNOWN);
  private static final List<Operator> OF_TEXTS =
      List.of(Operator.IS, Operator.IN, Operator.CONTAINS, Operator.MATCHES, Operator.UNKNOWN);
  private static final Set<Field> IN_CAPITALS = Set.of(Field.METHOD, Field.LOCATION);

  private final Random random = new Random(4711);

  @Test
  void condition_writtenAndRead_isTheSame() {
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      Condition condition = condition(1 + random.nextInt(3));
      String search = written(condition);
      if (search.length() <= SearchReader.MAX_LENGTH) {
        assertThat(SearchReader.read(search)).as(search).isEqualTo(condition);
        read++;
      }
    }
    assertThat(read).isGreaterThan(19_000);
  }

  private Condition condition(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(4)) {
      case 0 -> new And(parts(depth));
      case 1 -> new Or(parts(depth));
      case 2 -> new Not(condition(depth - 1));
      default -> leaf();
    };
  }

  private List<Condition> parts(int depth) {
    return IntStream.range(0, 2 + random.nextInt(2)).mapToObj(i -> condition(depth - 1)).toList();
  }

  private Condition leaf() {
    Field field = any(List.of(Field.values()));
    if (random.nextInt(5) == 0) {
      return new Word(text());
    }
    if (field.kind() == Field.Kind.NUMBER) {
      Operator operator = any(OF_NUMBERS);
      return new OfNumber(field, operator, values(operator).mapToObj(i -> number()).toList());
    }
    Operator operator = any(field == Field.STATUS_CLASS ? OF_NUMBERS.subList(0, 2) : OF_TEXTS);
    return new OfText(
        field,
        operator,
        values(operator)
            .mapToObj(
                i ->
                    operator == Operator.MATCHES
                        ? glob()
                        : field == Field.STATUS_CLASS ? 1 + random.nextInt(5) + "xx" : text())
            .map(value -> IN_CAPITALS.contains(field) ? value.toUpperCase(Locale.ROOT) : value)
            .toList());
  }

  private IntStream values(Operator operator) {
    return IntStream.range(
        0,
        switch (operator) {
          case UNKNOWN -> 0;
          case IN -> 2 + random.nextInt(3);
          default -> 1;
        });
  }

  private BigDecimal number() {
    BigDecimal number =
        BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, random.nextInt(7))
            .stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private String text() {
    return IntStream.range(0, 1 + random.nextInt(8))
        .mapToObj(i -> String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))))
        .collect(Collectors.joining());
  }

  /** Escapes are where the grammar needs them as well, so that the glob can stand as it is. */
  private String glob() {
    return escaped(text()) + any(List.of("*", "?")) + escaped(text());
  }

  private String written(Condition condition) {
    if (condition instanceof And and) {
      return joined(and.parts(), any(List.of(" ", " AND ")));
    }
    if (condition instanceof Or or) {
      return joined(or.parts(), " OR ");
    }
    if (condition instanceof Not not) {
      return any(List.of("-", "NOT ")) + written(not.part());
    }
    if (condition instanceof OfText of) {
      return of.operator() == Operator.MATCHES
          ? of.field().wireName() + ":" + of.values().get(0)
          : written(of.field(), of.operator(), of.values().stream().map(this::quoted));
    }
    if (condition instanceof OfNumber of) {
      return written(
          of.field(), of.operator(), of.values().stream().map(BigDecimal::toPlainString));
    }
    return quoted(((Word) condition).text());
  }

  private static String written(Field field, Operator operator, Stream<String> values) {
    String sign =
        switch (operator) {
          case CONTAINS -> "~";
          case GT -> ">";
          case GTE -> ">=";
          case LT -> "<";
          case LTE -> "<=";
          default -> "";
        };
    return operator == Operator.UNKNOWN
        ? "unknown:" + field.wireName()
        : field.wireName() + ":" + sign + values.collect(Collectors.joining(","));
  }

  private String quoted(String text) {
    return random.nextBoolean()
        ? escaped(text)
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String joined(List<Condition> parts, String by) {
    return parts.stream().map(this::written).collect(Collectors.joining(by, "(", ")"));
  }

  private static String escaped(String text) {
    return text.chars().mapToObj(c -> "\\" + (char) c).collect(Collectors.joining());
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

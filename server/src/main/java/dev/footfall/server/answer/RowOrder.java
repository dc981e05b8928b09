package dev.footfall.server.answer;

import dev.footfall.server.query.Order;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows by time in the order that the store gives to others: nothing comes last, ties by time. */
final class RowOrder implements Comparator<Row> {
  private final List<Order> order;

  RowOrder(List<Order> order) {
    this.order = order;
  }

  @Override
  public int compare(Row one, Row other) {
    for (Order by : order) {
      int result = compare(number(one, by.column()), number(other, by.column()), by.ascending());
      if (result != 0) {
        return result;
      }
    }
    return compare(number(one, 0), number(other, 0), true);
  }

  private static int compare(
      @Nullable BigInteger one, @Nullable BigInteger other, boolean ascending) {
    if (one == null || other == null) {
      return Boolean.compare(one == null, other == null);
    }
    return ascending ? one.compareTo(other) : other.compareTo(one);
  }

  private static @Nullable BigInteger number(Row row, int column) {
    Object value =
        column < row.keys().size()
            ? row.keys().get(column)
            : row.figures().get(column - row.keys().size());
    return value == null ? null : new BigInteger(value.toString());
  }
}

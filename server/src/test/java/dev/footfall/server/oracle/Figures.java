package dev.footfall.server.oracle;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;

/** The metrics of a group of records, recomputed from the records themselves. */
final class Figures {
  private static final int FEWEST_FOR_PERCENTILE = 5;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final List<Request> group;
  private final View view;
  private long[] sortedTimes;

  Figures(List<Request> group, View view) {
    this.group = group;
    this.view = view;
  }

  /** A BigDecimal, a {@link Near}, a time, or null. */
  Object of(String metric) {
    switch (metric) {
      case "requests":
        return weights(status -> true).setScale(0, RoundingMode.HALF_UP);
      case "users":
        return BigDecimal.valueOf(users());
      case "routes":
        return BigDecimal.valueOf(
            group.stream().map(view.field("route")).filter(Objects::nonNull).distinct().count());
      case "success_rate":
        return rate(status -> status >= 100 && status < 400);
      case "error_rate":
        return rate(status -> status >= 400 && status < 600);
      case "client_error_rate":
        return rate(status -> status >= 400 && status < 500);
      case "server_error_rate":
        return rate(status -> status >= 500 && status < 600);
      case "mean":
        return mean();
      case "min":
        return extreme(0);
      case "max":
        return extreme(1);
      case "sum:response_time":
        return sumOfTimes();
      case "sum:request_bytes":
        return sum(Request::requestBytes);
      case "sum:response_bytes":
        return sum(Request::responseBytes);
      case "first_seen":
        return seen(Math::min);
      case "last_seen":
        return seen(Math::max);
      default:
        return percentile(new BigDecimal(metric.substring(1)).movePointLeft(2));
    }
  }

  boolean isWeighted() {
    return group.stream().anyMatch(request -> request.weight() != 1);
  }

  long withoutUser() {
    return group.stream().filter(request -> view.user(request) == null).count();
  }

  private long users() {
    return group.stream()
        .filter(request -> view.user(request) != null)
        .map(
            request ->
                view.users().equals("id_and_address")
                    ? Arrays.asList(request.text("user_id"), request.text("ip_address"))
                    : view.user(request))
        .distinct()
        .count();
  }

  private BigDecimal weights(IntPredicate status) {
    return weighted(request -> 1, status);
  }

  private BigDecimal weighted(ToLongFunction<Request> measure, IntPredicate status) {
    long plain = 0;
    BigDecimal weighted = BigDecimal.ZERO;
    for (Request request : group) {
      if (!status.test(request.status())) {
        continue;
      }
      long value = measure.applyAsLong(request);
      if (request.weight() == 1) {
        plain = Math.addExact(plain, value);
      } else {
        weighted =
            weighted.add(BigDecimal.valueOf(request.weight()).multiply(BigDecimal.valueOf(value)));
      }
    }
    return weighted.add(BigDecimal.valueOf(plain));
  }

  private BigDecimal rate(IntPredicate status) {
    if (group.isEmpty()) {
      return null;
    }
    return weights(status)
        .multiply(HUNDRED)
        .divide(weights(any -> true), MathContext.DECIMAL128)
        .setScale(1, RoundingMode.HALF_UP);
  }

  private Object mean() {
    if (group.isEmpty()) {
      return null;
    }
    BigDecimal millis =
        weighted(Request::responseMicros, any -> true)
            .divide(weights(any -> true), MathContext.DECIMAL128)
            .movePointLeft(3);
    return Near.rounded(millis, millis.doubleValue() * 1e-14, 3);
  }

  private Object sumOfTimes() {
    if (group.isEmpty()) {
      return null;
    }
    BigDecimal millis = weighted(Request::responseMicros, any -> true).movePointLeft(3);
    return isWeighted() ? Near.within(millis, 0.0005 + millis.doubleValue() * 1e-12, 3) : millis;
  }

  private Object sum(Function<Request, Long> bytes) {
    List<Request> having =
        group.stream().filter(request -> Objects.nonNull(bytes.apply(request))).toList();
    if (having.isEmpty()) {
      return null;
    }
    BigDecimal sum = new Figures(having, view).weighted(bytes::apply, any -> true);
    return isWeighted() ? Near.within(sum, 0.5 + sum.doubleValue() * 1e-12, 0) : sum;
  }

  private long[] sortedTimes() {
    if (sortedTimes == null) {
      sortedTimes = group.stream().mapToLong(Request::responseMicros).sorted().toArray();
    }
    return sortedTimes;
  }

  private BigDecimal extreme(int end) {
    long[] times = sortedTimes();
    return times.length == 0 ? null : BigDecimal.valueOf(times[end * (times.length - 1)], 3);
  }

  private OffsetDateTime seen(LongBinaryOperator which) {
    OptionalLong time = group.stream().mapToLong(Request::createdAtMicros).reduce(which);
    return time.isEmpty()
        ? null
        : Request.instant(time.getAsLong()).atZone(view.zone()).toOffsetDateTime();
  }

  private Object percentile(BigDecimal share) {
    long[] times = sortedTimes();
    if (times.length < FEWEST_FOR_PERCENTILE) {
      return null;
    }
    BigDecimal place = share.multiply(BigDecimal.valueOf(times.length - 1L));
    int below = place.intValue();
    int above = Math.min(below + 1, times.length - 1);
    long gap = times[above] - times[below];
    BigDecimal micros =
        place
            .subtract(BigDecimal.valueOf(below))
            .multiply(BigDecimal.valueOf(gap))
            .add(BigDecimal.valueOf(times[below]));
    double error = Math.ulp((double) times.length) * gap + Math.ulp((double) times[above]) * 2.0;
    return Near.rounded(micros.movePointLeft(3), error / 1000, 3);
  }
}

package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.RequestOrder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An order of requests other than that of their ids. */
record RequestSort(RequestOrder by, boolean ascending) {
  private static final Map<String, RequestSort> NAMED = named();

  /** Of what a call says; null: nothing. */
  static @Nullable RequestSort read(Parameters parameters) {
    String text = parameters.text("order_by");
    RequestSort sort = text == null ? null : NAMED.get(text);
    if (text != null && sort == null) {
      throw Refusal.badRequest(
          "order_by must be one of " + String.join(", ", NAMED.keySet()) + ".", "order_by");
    }
    return sort;
  }

  private static Map<String, RequestSort> named() {
    Map<String, RequestSort> named = new TreeMap<>();
    LogParameters.ORDERS.forEach(
        (name, order) -> {
          named.put(name + LogParameters.ASCENDING, new RequestSort(order, true));
          named.put(name + LogParameters.DESCENDING, new RequestSort(order, false));
        });
    return named;
  }
}

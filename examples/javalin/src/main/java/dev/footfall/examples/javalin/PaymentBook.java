package dev.footfall.examples.javalin;

import dev.footfall.examples.javalin.Payment.State;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The payments, kept in memory. Thread-safe. */
final class PaymentBook {

  /** Currencies that some bank takes. */
  static final Set<String> CURRENCIES = Set.of("CHF", "EUR", "GBP", "USD");

  private static final long BANKS_LIMIT = 1_000_000;

  private final Map<String, Payment> payments = new ConcurrentHashMap<>();
  private final AtomicInteger lastNumber = new AtomicInteger(1_000);

  static final class NoSuchPayment extends RuntimeException {
    NoSuchPayment(String id) {
      super("There is no payment " + id + ".");
    }
  }

  /** The payment is not, or no longer, in a state to be refunded. */
  static final class NotRefundable extends RuntimeException {
    NotRefundable(Payment payment) {
      super("The payment is " + payment.state() + ".");
    }
  }

  /** Like many an application it has a bug: nobody has thought of an amount that is too high. */
  Payment accept(long amount, String currency) {
    if (amount > BANKS_LIMIT) {
      throw new IllegalStateException("no bank for %d %s".formatted(amount, currency));
    }
    String id = "p" + lastNumber.incrementAndGet();
    Payment payment = new Payment(id, amount, currency, State.ACCEPTED);
    payments.put(id, payment);
    return payment;
  }

  Payment find(String id) {
    Payment payment = payments.get(id);
    if (payment == null) {
      throw new NoSuchPayment(id);
    }
    return payment;
  }

  /** Settles the payment unless that was done before. */
  Payment settle(String id) {
    return change(find(id), State.ACCEPTED, State.SETTLED);
  }

  Payment refund(String id) {
    Payment settled = settle(id);
    if (settled.state() != State.SETTLED) {
      throw new NotRefundable(settled);
    }
    Payment refunded = settled.in(State.REFUNDED);
    if (!payments.replace(id, settled, refunded)) {
      throw new NotRefundable(find(id));
    }
    return refunded;
  }

  private Payment change(Payment payment, State from, State to) {
    if (payment.state() == from) {
      payments.replace(payment.id(), payment, payment.in(to));
    }
    return find(payment.id());
  }
}

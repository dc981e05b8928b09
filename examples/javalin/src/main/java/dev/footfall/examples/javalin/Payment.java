package dev.footfall.examples.javalin;

/** A payment, its amount in the currency's smallest unit. */
record Payment(String id, long amount, String currency, State state) {

  enum State {
    ACCEPTED,
    SETTLED,
    REFUNDED
  }

  Payment in(State next) {
    return new Payment(id, amount, currency, next);
  }
}

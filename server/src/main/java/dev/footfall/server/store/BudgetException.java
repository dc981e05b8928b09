package dev.footfall.server.store;

/** A read took longer than its budget and was stopped. */
public final class BudgetException extends RuntimeException {
  public BudgetException(Throwable cause) {
    super("The budget is spent", cause);
  }
}

package dev.footfall.examples.javalin;

import dev.footfall.Event;
import dev.footfall.examples.javalin.PaymentBook.NoSuchPayment;
import dev.footfall.examples.javalin.PaymentBook.NotRefundable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The endpoints, and what becomes of their exceptions. */
final class PaymentsApi {

  private final PaymentBook book = new PaymentBook();
  private final Consumer<Event> events;

  record Order(long amount, @Nullable String currency) {}

  /**
   * @param events told of what a request's record cannot say
   */
  PaymentsApi(Consumer<Event> events) {
    this.events = events;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/health", ctx -> ctx.result("ok"));
    routes.get("/v1/rates", ctx -> ctx.future(() -> Rates.ofOneEuro().thenAccept(ctx::json)));
    routes.post("/v1/payments", this::accept);
    routes.get("/v1/payments/{id}", ctx -> ctx.json(book.find(ctx.pathParam("id"))));
    routes.post("/v1/payments/{id}/refund", this::refund);
    routes.sse("/v1/payments/{id}/events", this::follow);
    routes.beforeMatched("/v1/payments*", PaymentsApi::merchant);
    routes.exception(NoSuchPayment.class, (e, ctx) -> answer(ctx, HttpStatus.NOT_FOUND, e));
    routes.exception(NotRefundable.class, (e, ctx) -> answer(ctx, HttpStatus.CONFLICT, e));
  }

  private void accept(Context ctx) {
    Order order = ctx.bodyAsClass(Order.class);
    String currency = order.currency();
    if (order.amount() < 1 || currency == null || !PaymentBook.CURRENCIES.contains(currency)) {
      throw new BadRequestResponse("A payment has an amount and one of our currencies.");
    }
    ctx.status(HttpStatus.CREATED).json(book.accept(order.amount(), currency));
  }

  private void refund(Context ctx) {
    Payment refunded = book.refund(ctx.pathParam("id"));
    events.accept(
        Event.named("payment.refunded")
            .user(merchant(ctx))
            .object(refunded.id())
            .value(refunded.amount() / 100.0, refunded.currency())
            .build());
    ctx.json(refunded);
  }

  /** Says what the payment is now, and once more when it is settled. */
  private void follow(SseClient client) {
    String id = client.ctx().pathParam("id");
    client.sendEvent("state", book.find(id).state().name());
    client.keepAlive();
    CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              client.sendEvent("state", book.settle(id).state().name());
              client.close();
            });
  }

  private static String merchant(Context ctx) {
    String token = PaymentsAnalytics.token(ctx.header("Authorization"));
    if (token == null) {
      throw new UnauthorizedResponse("Payments need a bearer token.");
    }
    return token;
  }

  private static void answer(Context ctx, HttpStatus status, Exception reason) {
    ctx.status(status).json(Map.of("message", String.valueOf(reason.getMessage())));
  }
}

package dev.footfall.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code POST /v1/orders} with {@code {"book":7,"copies":1}}. Like many an application it has a
 * bug: an order that is too big for the shop's own shelf ends in an uncaught exception.
 */
final class OrderServlet extends HttpServlet {

  private final Catalogue catalogue;
  private final AtomicInteger lastNumber = new AtomicInteger(1_000);

  record Order(int book, int copies) {}

  record Confirmation(int number, int book, int copies) {}

  OrderServlet(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader("X-Auth-Token") == null) {
      Json.writeError(response, 401, "Orders need an X-Auth-Token.");
      return;
    }
    Optional<Order> order = Json.read(request, Order.class);
    if (order.isEmpty() || order.get().copies() < 1) {
      Json.writeError(response, 400, "An order has a book and at least one copy.");
      return;
    }
    Optional<Book> book = catalogue.find(order.get().book());
    if (book.isEmpty()) {
      Json.writeError(response, 404, "There is no such book.");
    } else if (book.get().stock() == 0) {
      Json.writeError(response, 409, "The book is sold out.");
    } else {
      Json.write(response, 201, confirm(book.get(), order.get().copies()));
    }
  }

  private Confirmation confirm(Book book, int copies) {
    if (copies > book.stock()) {
      throw new IllegalStateException("no supplier for %d × %s".formatted(copies, book.title()));
    }
    return new Confirmation(lastNumber.incrementAndGet(), book.id(), copies);
  }
}

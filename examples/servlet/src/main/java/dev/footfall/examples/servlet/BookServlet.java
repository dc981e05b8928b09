package dev.footfall.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /v1/books/7} */
final class BookServlet extends HttpServlet {

  private final Catalogue catalogue;

  BookServlet(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Book> book = find(request.getPathInfo());
    if (book.isPresent()) {
      Json.write(response, 200, book.get());
    } else {
      Json.writeError(response, 404, "There is no such book.");
    }
  }

  private Optional<Book> find(String pathInfo) {
    try {
      return catalogue.find(Integer.parseInt(pathInfo.substring(1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

package dev.footfall.examples.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /v1/books?genre=crime} */
final class BookListServlet extends HttpServlet {

  private final Catalogue catalogue;

  BookListServlet(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String genre = request.getParameter("genre");
    Json.write(response, 200, genre == null ? catalogue.all() : catalogue.ofGenre(genre));
  }
}

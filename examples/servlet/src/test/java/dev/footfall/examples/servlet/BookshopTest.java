package dev.footfall.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shop as its customers see it, through a real HTTP client. */
class BookshopTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Bookshop shop;

  BookshopTest() throws Exception {
    shop = Bookshop.start(0, null);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void books_areListedByGenre() throws Exception {
    HttpResponse<String> answer = get("/v1/books?genre=crime");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("The Moonstone").doesNotContain("Dracula");
  }

  @Test
  void book_isFoundByItsId() throws Exception {
    assertThat(get("/v1/books/7").body()).contains("The Time Machine");
    assertThat(get("/v1/books/99").statusCode()).isEqualTo(404);
    assertThat(get("/v1/books/seven").statusCode()).isEqualTo(404);
  }

  @Test
  void order_isConfirmedRefusedOrFails() throws Exception {
    assertThat(order("{\"book\":7,\"copies\":1}").statusCode()).isEqualTo(201);
    assertThat(order("{\"book\":7,\"copies\":0}").statusCode()).isEqualTo(400);
    assertThat(order("seven").statusCode()).isEqualTo(400);
    assertThat(order("{\"book\":4,\"copies\":1}").statusCode()).isEqualTo(409);
    assertThat(order("{\"book\":7,\"copies\":500}").statusCode()).isEqualTo(500);
  }

  @Test
  void recommendation_isAnsweredAsynchronously() throws Exception {
    HttpResponse<String> answer = get("/v1/recommendations");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("title");
  }

  @Test
  void report_isAnsweredInTheEnd() throws Exception {
    assertThat(get("/v1/reports/sales").body()).contains("revenue");
  }

  @Test
  void frontPage_isAStaticFile() throws Exception {
    assertThat(get("/index.html").body()).contains("The bookshop's API");
    assertThat(get("/nothing.html").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(shop.url() + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> order(String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(shop.url() + "/v1/orders"))
            .header("X-Auth-Token", "a-customer")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}

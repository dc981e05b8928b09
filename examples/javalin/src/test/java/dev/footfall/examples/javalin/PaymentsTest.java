package dev.footfall.examples.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API as its merchants see it, through a real HTTP client. */
class PaymentsTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Payments payments = Payments.start(0, null);

  @AfterEach
  void close() {
    payments.close();
  }

  @Test
  void payment_isAcceptedRefusedOrFails() throws Exception {
    assertThat(order("{\"amount\":1999,\"currency\":\"EUR\"}").statusCode()).isEqualTo(201);
    assertThat(order("{\"amount\":0,\"currency\":\"EUR\"}").statusCode()).isEqualTo(400);
    assertThat(order("{\"amount\":1999}").statusCode()).isEqualTo(400);
    assertThat(order("{\"amount\":2000000,\"currency\":\"EUR\"}").statusCode()).isEqualTo(500);
  }

  @Test
  void payment_isFoundByItsId() throws Exception {
    order("{\"amount\":1999,\"currency\":\"EUR\"}");

    assertThat(get("/v1/payments/p1001").body()).contains("1999", "ACCEPTED");
    assertThat(get("/v1/payments/p99").statusCode()).isEqualTo(404);
  }

  @Test
  void payment_isRefundedOnce() throws Exception {
    order("{\"amount\":1999,\"currency\":\"EUR\"}");

    assertThat(post("/v1/payments/p1001/refund", "").body()).contains("REFUNDED");
    assertThat(post("/v1/payments/p1001/refund", "").statusCode()).isEqualTo(409);
    assertThat(post("/v1/payments/p99/refund", "").statusCode()).isEqualTo(404);
  }

  @Test
  void payment_isFollowedUntilItIsSettled() throws Exception {
    order("{\"amount\":1999,\"currency\":\"EUR\"}");

    assertThat(get("/v1/payments/p1001/events").body())
        .containsSubsequence("event: state", "data: ACCEPTED", "data: SETTLED");
  }

  @Test
  void rates_areAnsweredInTheEnd() throws Exception {
    assertThat(get("/v1/rates").body()).contains("CHF");
  }

  @Test
  void token_isNeededForPaymentsOnly() throws Exception {
    HttpRequest.Builder anonymous =
        HttpRequest.newBuilder(URI.create(payments.url() + "/v1/payments/p1001"));

    assertThat(client.send(anonymous.build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(401);
    assertThat(
            client
                .send(
                    anonymous.uri(URI.create(payments.url() + "/health")).build(),
                    BodyHandlers.ofString())
                .body())
        .isEqualTo("ok");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> order(String body) throws Exception {
    return post("/v1/payments", body);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(payments.url() + path))
        .header("Accept", "text/event-stream")
        .header("Authorization", "Bearer a-merchant");
  }
}

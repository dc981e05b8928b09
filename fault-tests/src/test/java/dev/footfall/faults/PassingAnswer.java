package dev.footfall.faults;

import java.io.IOException;

/** An answer after which the client tries again by itself. */
enum PassingAnswer implements Behaviour {
  ERROR_500("500 Internal Server Error", "{\"message\":\"Database error.\",\"status\":500}"),
  HTML_502("502 Bad Gateway", "<html><h1>502 Bad Gateway</h1></html>"),
  FULL_503("503 Service Unavailable", "{\"status\":503}", "Retry-After: 1"),
  STORM_429("429 Too Many Requests", "{\"message\":\"Too many requests.\",\"status\":429}"),
  STORM_429_RETRY_AFTER("429 Too Many Requests", "{\"status\":429}", "Retry-After: 2"),
  TIMEOUT_408("408 Request Timeout", ""),
  /** The proxy gives up on a server that has stored the post. */
  STORED_AND_504("504 Gateway Timeout", "<html><h1>504 Gateway Time-out</h1></html>");

  private final Message answer;

  PassingAnswer(String status, String body, String... headers) {
    answer = Message.answer(status, body, headers);
  }

  @Override
  public void meet(Exchange exchange) throws IOException {
    Message request = exchange.request();
    if (this == STORED_AND_504) {
      exchange.forward(request);
    }
    exchange.answer(answer);
  }
}

package dev.footfall.faults;

import java.io.IOException;

/** An answer after which the client waits for somebody to mend something. */
enum HopelessAnswer implements Behaviour {
  /** What a captive portal or a proxy's login page looks like. */
  HTML_200(exchange -> exchange.answer(Message.answer("200 OK", "<html>Please log in</html>"))),
  GARBAGE_200(exchange -> exchange.answer(Message.answer("200 OK", "{\"status\":201,\"mess"))),
  OTHER_JSON_200(exchange -> exchange.answer(Message.answer("200 OK", "{\"status\":\"ok\"}"))),
  EMPTY_204(exchange -> exchange.answer(Message.answer("204 No Content", ""))),
  FORBIDDEN_403(exchange -> exchange.answer(Message.answer("403 Forbidden", "<html>WAF</html>"))),
  /** The real server's answer to a key that it does not know. */
  WRONG_KEY_401(
      exchange ->
          exchange.answer(
              exchange.forward(
                  exchange.request().withKey("00000000-0000-4000-8000-000000000000")))),
  /** The real server's answer to a path that it does not have. */
  WRONG_PATH_404(
      exchange ->
          exchange.answer(exchange.forward(exchange.request().withPath("/wrong/api/log-request")))),
  STORED_AND_LENGTH_TOO_SHORT(
      exchange -> {
        Message answer = exchange.forward(exchange.request());
        String length = Integer.toString(answer.body().length / 2);
        exchange.answer(answer.withHeader("Content-Length", length));
      });

  private final Behaviour behaviour;

  HopelessAnswer(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  /** Whether the server has what the client takes for failed. */
  boolean stores() {
    return name().startsWith("STORED");
  }

  @Override
  public void meet(Exchange exchange) throws IOException {
    behaviour.meet(exchange);
  }
}

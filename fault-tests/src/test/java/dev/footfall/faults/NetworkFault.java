package dev.footfall.faults;

import java.time.Duration;

/** What a network does to posts; the client cannot know whether the server has them. */
enum NetworkFault {
  REFUSED(null),
  RESET_ON_CONNECT(Exchange::reset),
  RESET_IN_BODY(Exchange::resetInBody),
  CLOSED_UNANSWERED(Exchange::request),
  NEVER_ANSWERED(
      exchange -> {
        exchange.request();
        exchange.awaitHangUp();
      }),
  STORED_AND_ANSWERED_TOO_LATE(
      exchange -> {
        Message answer = exchange.forward(exchange.request());
        exchange.awaitHangUp();
        exchange.answer(answer);
      }),
  STORED_AND_ANSWER_LOST(
      exchange -> {
        exchange.forward(exchange.request());
        exchange.reset();
      }),
  SLOW_REQUEST(exchange -> exchange.forwardDripping(Duration.ofSeconds(2))),
  STORED_AND_SLOW_ANSWER(exchange -> exchange.drip(exchange.forward(exchange.request()))),
  STORED_AND_ANSWER_CUT(
      exchange -> {
        Message answer = exchange.forward(exchange.request());
        exchange.answerPart(answer, answer.bytes().length - answer.body().length / 2);
      }),
  STORED_AND_LENGTH_TOO_LONG(
      exchange -> {
        Message answer = exchange.forward(exchange.request());
        exchange.answer(answer.withHeader("Content-Length", "100000"));
        exchange.awaitHangUp();
      }),
  NO_HTTP(
      exchange -> {
        exchange.request();
        exchange.answer(new Message("220 mail.example.com ESMTP\r\n", new byte[0]));
      });

  private final Behaviour behaviour;

  NetworkFault(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  /** Whether the server has what the client takes for failed. */
  boolean stores() {
    return name().startsWith("STORED");
  }

  void strike(FaultyProxy proxy) {
    if (behaviour == null) {
      proxy.refuse();
    } else {
      proxy.behave(behaviour);
    }
  }
}

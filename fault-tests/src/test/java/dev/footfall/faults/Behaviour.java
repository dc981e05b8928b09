package dev.footfall.faults;

import java.io.IOException;

/** What a {@link FaultyProxy} does with a connection, on a thread of its own. */
interface Behaviour {

  /** Passes the request on and the answer back, as a proxy should. */
  Behaviour PASS = exchange -> exchange.answer(exchange.forward(exchange.request()));

  void meet(Exchange exchange) throws IOException;
}

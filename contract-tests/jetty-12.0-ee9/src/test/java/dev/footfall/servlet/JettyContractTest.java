package dev.footfall.servlet;

import dev.footfall.Exempt;
import org.eclipse.jetty.util.Jetty;

class JettyContractTest extends ServletContract {
  @Override
  Container container() {
    return new JettyContainer();
  }

  @Override
  protected String version() {
    return Jetty.VERSION;
  }

  @Override
  @Exempt(
      "Jetty ends a WebSocket's handshake before any other filter, unless its own filter is"
          + " registered after this one; with Servlet 5.0 it then tells the status 200, and not"
          + " 101.")
  protected void webSocket_isRecordedAsItsHandshake() {
    webSocket().isUntouchedAndRecordedAs(200);
  }

  @Override
  @Exempt("Jetty's Servlet 5.0 tells the status that was set last, even when another was sent.")
  protected void answerOfAFilter_whenTheHandlerGoesOn() {
    get("/committed-early").answers(202).with("early").isUntouchedAndRecordedAs(500);
  }
}

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
          + " registered after this one.")
  protected void webSocket_isRecordedAsItsHandshake() {
    super.webSocket_isRecordedAsItsHandshake();
  }
}

package dev.footfall.servlet;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** The WebSocket page. */
@ServerEndpoint("/socket")
public final class EchoSocket {
  @OnMessage
  public String echo(String text) {
    return "echo " + text;
  }
}

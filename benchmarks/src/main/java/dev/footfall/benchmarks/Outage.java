package dev.footfall.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** What may become of the analytics server. */
enum Outage {
  NONE("is well"),
  REFUSING("refuses connections"),
  HANGING("connects, never answers"),
  SLOW("takes seconds for a post"),
  FAILING("answers 500");

  private static final int BACKLOG = 50;

  final String text;

  Outage(String text) {
    this.text = text;
  }

  /**
   * Befalls a server that has been well, in its place.
   *
   * @return what to close when it is over
   */
  Closeable befall(StandInServer well) throws IOException {
    int port = well.port();
    if (this != NONE) {
      well.close();
    }
    return switch (this) {
      case NONE -> well;
      case REFUSING -> () -> {};
      // The system accepts connections on behalf of a program that never asks for them.
      case HANGING -> new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
      case SLOW -> StandInServer.start(port, StandInServer::acceptSlowly);
      case FAILING -> StandInServer.start(port, StandInServer::fail);
    };
  }
}

package dev.footfall.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the demo's ports are free, before anything is started on one of them. */
final class Ports {

  private Ports() {}

  static void check(DemoOptions options) {
    for (int i = 0; i <= DemoOptions.SERVICES; i++) {
      int port = options.servicePort(i);
      if (!isFree(port)) {
        throw new DemoException(
            "Port %d is in use: choose where five are free, as in %s=%d mvn -q -Pdemo."
                .formatted(
                    port,
                    DemoOptions.PORT,
                    options.port() < 60_000 ? options.port() + 1_000 : 9_080));
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

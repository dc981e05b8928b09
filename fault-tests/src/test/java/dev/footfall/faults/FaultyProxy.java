package dev.footfall.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy on a loopback port before a server, or before nothing, that does with each connection
 * what it is told to at that time. It keeps its port also while it refuses connections.
 */
final class FaultyProxy implements AutoCloseable {

  private static final int SMALL_BUFFER = 4_096;

  private final int serverPort;
  private final int port;
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Behaviour behaviour = Behaviour.PASS;
  private volatile ServerSocket listener;

  FaultyProxy(int serverPort) {
    this.serverPort = serverPort;
    listen(0);
    port = listener.getLocalPort();
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many connections there were. */
  int connections() {
    return connections.get();
  }

  /** From now on does this with each connection. */
  void behave(Behaviour behaviour) {
    this.behaviour = behaviour;
    if (listener.isClosed()) {
      listen(port);
    }
  }

  /** From now on nobody listens. */
  void refuse() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on is a proxy as it should be. */
  void heal() {
    behave(Behaviour.PASS);
  }

  private void listen(int onPort) {
    Await.until(() -> isBound(onPort), () -> "somebody else has taken the port " + onPort);
    ServerSocket mine = listener;
    daemon(() -> acceptAll(mine));
  }

  private boolean isBound(int onPort) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      // a client must still be sending when the connection ends in the middle of a body
      socket.setReceiveBufferSize(SMALL_BUFFER);
      try {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 100);
      } catch (BindException e) {
        socket.close();
        return false;
      }
      listener = socket;
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket client = from.accept();
        connections.incrementAndGet();
        open.add(client);
        // the JDK lets one more in while it closes
        Behaviour now = from.isClosed() ? Exchange::reset : behaviour;
        daemon(() -> meet(client, now));
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void meet(Socket client, Behaviour how) {
    try (client) {
      how.meet(new Exchange(client, serverPort));
    } catch (IOException e) {
      // One side has hung up; so does the proxy, on both.
    } finally {
      open.remove(client);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    refuse();
    for (Socket client : open) {
      try {
        client.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

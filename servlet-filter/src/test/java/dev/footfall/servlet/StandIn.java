package dev.footfall.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.HostedService;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Answers posts as {@link HostedService} would, or lets them hang, and knows which connections are
 * open: one that a client has closed is over here too.
 */
final class StandIn implements AutoCloseable {

  /** Its threads' names start so. */
  static final String THREADS = "stand-in";

  private final ServerSocket server;
  private final Set<Socket> open = new HashSet<>();
  private final List<JsonNode> stored = Collections.synchronizedList(new ArrayList<>());
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean hanging;
  private volatile int hung;

  StandIn() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("accept", this::accept);
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, THREADS + "-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Whether posts that come from now on are left without an answer. */
  void hang(boolean hanging) {
    this.hanging = hanging;
  }

  /** How long posts that come from now on wait for their answer. */
  void delay(Duration delay) {
    this.delay = delay;
  }

  /** The records that were taken. */
  List<JsonNode> stored() {
    return List.copyOf(stored);
  }

  /** Waits until so many posts in all were left without an answer. */
  boolean awaitHung(int posts, Duration patience) throws InterruptedException {
    return await(() -> hung >= posts, patience);
  }

  /** How many posts were left without an answer. */
  int hung() {
    return hung;
  }

  /** Waits until no connection is open. */
  boolean awaitUnconnected(Duration patience) throws InterruptedException {
    return await(open::isEmpty, patience);
  }

  private synchronized boolean await(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000 + 1);
    }
    return true;
  }

  private synchronized void changed(Runnable change) {
    change.run();
    notifyAll();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        changed(() -> open.add(socket));
        start("connection", () -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (exchange(in, socket)) {}
    } catch (IOException e) {
      // The client is gone.
    } finally {
      changed(() -> open.remove(socket));
    }
  }

  private boolean exchange(InputStream in, Socket socket) throws IOException {
    String request = line(in);
    if (request == null) {
      return false;
    }
    int length = 0;
    for (String header; (header = line(in)) != null && !header.isEmpty(); ) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).trim());
      }
    }
    byte[] body = in.readNBytes(length);
    if (hanging) {
      changed(() -> hung++);
      return true; // and so waits for what comes next: the end
    }
    LockSupport.parkNanos(delay.toNanos());
    int status = 404;
    String message = "Not found.";
    if (request.startsWith("POST /api/log-request ")) {
      HostedService.Outcome outcome = HostedService.judge(body, HostedService.Rules.STRICT);
      stored.addAll(outcome.stored());
      status = outcome.status();
      message = outcome.message();
    }
    String answer = "{\"message\":\"%s\",\"status\":%d}".formatted(message, status);
    socket
        .getOutputStream()
        .write(
            "HTTP/1.1 %d -\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, answer.length(), answer)
                .getBytes(StandardCharsets.ISO_8859_1));
    return true;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c; (c = in.read()) >= 0; ) {
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

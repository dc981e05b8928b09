package dev.footfall.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection of the client's, in the hands of a {@link Behaviour}. It carries one request. */
final class Exchange {

  private static final Duration DRIP = Duration.ofMillis(20);

  private final Socket client;
  private final int serverPort;
  private final InputStream in;
  private final OutputStream out;

  Exchange(Socket client, int serverPort) throws IOException {
    this.client = client;
    this.serverPort = serverPort;
    in = new BufferedInputStream(client.getInputStream());
    out = client.getOutputStream();
  }

  /** The same connection, with TLS begun on it as a server does. */
  Exchange overTls(SSLContext identity) throws IOException {
    SSLSocket secured =
        (SSLSocket) identity.getSocketFactory().createSocket(client, null, client.getPort(), false);
    secured.setUseClientMode(false);
    return new Exchange(secured, serverPort);
  }

  /** Reads the request. */
  Message request() throws IOException {
    return Message.readRequest(in);
  }

  /**
   * Hands a request to the server and waits for the answer. Both say that their connection carries
   * no other.
   */
  Message forward(Message request) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      server.getOutputStream().write(request.withHeader("Connection", "close").bytes());
      return Message.readAnswer(server.getInputStream()).withHeader("Connection", "close");
    }
  }

  void answer(Message answer) throws IOException {
    out.write(answer.bytes());
    out.flush();
  }

  /** Sends the first part of an answer. */
  void answerPart(Message answer, int bytes) throws IOException {
    out.write(answer.bytes(), 0, bytes);
    out.flush();
  }

  /** Sends the answer byte by byte. */
  void drip(Message answer) throws IOException {
    for (byte next : answer.bytes()) {
      out.write(next);
      out.flush();
      LockSupport.parkNanos(DRIP.toNanos());
    }
  }

  /** Passes on the request's head, then its body byte by byte, and tires of it in the middle. */
  void forwardDripping(Duration atMost) throws IOException {
    String head = Message.readHead(in);
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      server.getOutputStream().write(new Message(head, new byte[0]).bytes());
      for (long left = atMost.dividedBy(DRIP); left > 0; left--) {
        server.getOutputStream().write(in.read());
        LockSupport.parkNanos(DRIP.toNanos());
      }
    }
  }

  /** Resets the connection when half of the body has been read. */
  void resetInBody() throws IOException {
    in.readNBytes(Message.contentLength(Message.readHead(in)) / 2);
    reset();
  }

  /** Ends the connection with a reset instead of a farewell. */
  void reset() throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  /** Waits until the client has had enough. */
  void awaitHangUp() throws IOException {
    while (in.read() >= 0) {
      // whatever it sends
    }
  }
}

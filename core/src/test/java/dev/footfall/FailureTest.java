package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a server from being asked, met by real connections. */
class FailureTest extends VerifierFixture {

  @Test
  void verify_whenTheNameIsNotFound_namesIt() {
    OkHttpClient nameless =
        impatient()
            .dns(
                name -> {
                  throw new UnknownHostException(name + ": Name or service not known");
                })
            .build();

    assertThat(verify(config("http://stats.example.com").okHttpClient(nameless)))
        .isEqualTo(
            trouble(
                "The server at http://stats.example.com/ cannot be asked: the name stats.example.com"
                    + " was not found; check serverUrl, and this machine's DNS."));
  }

  @Test
  void verify_whenNobodyListens_saysRefused() {
    server.close();

    assertThat(verify().message())
        .isEqualTo(
            "The server at %s cannot be asked: 127.0.0.1:%d refused the connection; check that the server runs and serverUrl has its port."
                .formatted(url, server.getPort()));
  }

  @Test
  void verify_whenANamesAddressRefuses_saysWhichAddress() {
    server.close();
    OkHttpClient named =
        impatient().dns(name -> List.of(InetAddress.getByName("127.0.0.1"))).build();
    int port = server.getPort();

    assertThat(verify(config("http://stats.example.com:" + port).okHttpClient(named)).message())
        .contains(
            ": stats.example.com:%d refused the connection (127.0.0.1:%1$d); ".formatted(port));
  }

  @Test
  void verify_whenAProxyRefuses_saysItsAddress() {
    server.close();
    int port = server.getPort();
    OkHttpClient proxied =
        impatient()
            .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port)))
            .build();

    assertThat(verify(config("http://127.0.0.1:1").okHttpClient(proxied)).message())
        .contains(": 127.0.0.1:1 refused the connection (127.0.0.1:" + port + "); ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://[::1]:81 | Failed to connect to /[0:0:0:0:0:0:0:1]:81 | [::1]:81 refused the connection",
        "http://[::1]:81 | Failed to connect to /[0:0:0:0:0:0:0:1]:82 | [::1]:81 refused the connection ([0:0:0:0:0:0:0:1]:82)",
        "https://a.example | Failed to connect to a.example/10.0.0.1:443 | a.example:443 refused the connection (10.0.0.1:443)",
        "http://10.0.0.1 | Failed to connect to /10.0.0.1:80 | 10.0.0.1:80 refused the connection",
        "http://a.example | Connection refused | a.example:80 refused the connection",
      })
  void refusal_namesAnotherAddressOnly(String url, String message, String cause) {
    ConnectException refusal = new ConnectException(message);
    refusal.initCause(new ConnectException("Connection refused"));

    assertThat(Failure.of(refusal, config(url).build()).cause()).isEqualTo(cause);
  }

  @Test
  void verify_whenNoConnectionComesAbout_saysNotTakenInTime() {
    SocketFactory dropped =
        new SocketsThat() {
          @Override
          void connect() throws IOException {
            throw new SocketTimeoutException("Connect timed out");
          }
        };

    assertThat(verify(config(url).okHttpClient(impatient().socketFactory(dropped).build())))
        .isEqualTo(
            trouble(
                "The server at %s cannot be asked: 127.0.0.1:%d did not take the connection in time;"
                    + " check serverUrl and its port, and the firewalls in between.",
                url, server.getPort()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void verify_whenTheServerTakesTheConnectionAndKeepsSilent_saysNotAnswered(String scheme)
      throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      String place = "127.0.0.1:" + silent.getLocalPort();

      assertThat(verify(config(scheme + "://" + place)))
          .isEqualTo(
              trouble(
                  "The server at %s://%s/ cannot be asked: %s did not answer in time; check that"
                      + " the server is well, and that serverUrl has its port and https where it is"
                      + " needed.",
                  scheme, place, place));
    }
  }

  @Test
  void verify_whenThePortSpeaksNoTls_saysSo() throws Exception {
    try (OneAnswer plain = new OneAnswer("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      assertThat(verify(config("https://127.0.0.1:" + plain.port())).message())
          .contains("127.0.0.1:" + plain.port() + " does not speak TLS; check the port");
    }
  }

  @Test
  void verify_whenTheHandshakeIsBrokenOff_saysThatTlsFailed() throws Exception {
    try (OneAnswer broken = new OneAnswer("")) {
      assertThat(verify(config("https://127.0.0.1:" + broken.port())).message())
          .contains("TLS with 127.0.0.1:" + broken.port() + " failed (")
          .endsWith("; check the certificate, and http against https in serverUrl.");
    }
  }

  @Test
  void verify_whenTheCertificateIsNotTrusted_saysSo() {
    HeldCertificate selfSigned =
        new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
    server.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(selfSigned).build().sslSocketFactory());

    assertThat(verify(config(url.replace("http", "https"))).message())
        .contains("the certificate of 127.0.0.1:" + server.getPort() + " is not trusted (")
        .endsWith(
            "; add its issuer to the JVM's trust store, or give okHttpClient a client that trusts"
                + " it.");
  }

  @Test
  void verify_whenTheCertificateIsForAnotherName_saysSo() {
    HeldCertificate other =
        new HeldCertificate.Builder().addSubjectAlternativeName("stats.example.com").build();
    server.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(other).build().sslSocketFactory());
    HandshakeCertificates trusting =
        new HandshakeCertificates.Builder().addTrustedCertificate(other.certificate()).build();
    OkHttpClient client =
        impatient().sslSocketFactory(trusting.sslSocketFactory(), trusting.trustManager()).build();

    assertThat(verify(config(url.replace("http", "https")).okHttpClient(client)).message())
        .contains("shows is not for the name 127.0.0.1; check the name in serverUrl");
  }

  @Test
  void verify_whenThePortSpeaksSomethingElse_saysSo() throws Exception {
    try (OneAnswer ssh = new OneAnswer("SSH-2.0-OpenSSH_9.2\r\n")) {
      assertThat(verify(config("http://127.0.0.1:" + ssh.port())).message())
          .contains(
              "127.0.0.1:" + ssh.port() + " does not speak HTTP; check the port in serverUrl");
    }
  }

  @Test
  void verify_whenTheConnectionIsClosedWithoutAnAnswer_saysThatItBroke() throws Exception {
    try (OneAnswer mute = new OneAnswer("")) {
      assertThat(verify(config("http://127.0.0.1:" + mute.port())).message())
          .contains("the exchange with 127.0.0.1:" + mute.port() + " broke (")
          .endsWith("http against https.");
    }
  }

  /** Answers whoever connects with a text, and hangs up. */
  private static final class OneAnswer implements AutoCloseable {
    private final ServerSocket socket;

    OneAnswer(String text) throws IOException {
      socket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
      DaemonThread.of("one-answer", () -> serve(text)).start();
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve(String text) {
      while (true) {
        try (Socket peer = socket.accept()) {
          InputStream in = peer.getInputStream();
          if (in.read(new byte[8_192]) >= 0) {
            peer.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
          }
        } catch (IOException e) {
          if (socket.isClosed()) {
            return;
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Makes sockets that connect in a way of their own. */
  private abstract static class SocketsThat extends SocketFactory {
    abstract void connect() throws IOException;

    @Override
    public Socket createSocket() {
      return new Socket() {
        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
          SocketsThat.this.connect();
        }
      };
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }
  }
}

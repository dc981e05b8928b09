package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scripted server, and the verifier pointed at it. */
abstract class VerifierFixture {

  final MockWebServer server = new MockWebServer();
  String url;

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), 0);
    url = "http://127.0.0.1:" + server.getPort() + "/";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static OkHttpClient.Builder impatient() {
    return new OkHttpClient.Builder()
        .connectTimeout(Duration.ofMillis(500))
        .readTimeout(Duration.ofMillis(500));
  }

  static Config.Builder config(String url) {
    return Config.builder(Pipeline.KEY).serverUrl(url).okHttpClient(impatient().build());
  }

  static Verification verify(Config.Builder config) {
    return verify(config, 0);
  }

  static Verification verify(Config.Builder config, long predictedSkips) {
    Config built = config.build();
    try (HttpTransport transport = new HttpTransport(built)) {
      Verification found = new Verifier(built, transport, predictedSkips).verify();
      assertThat(found.message())
          .endsWith(".")
          .doesNotEndWith("..")
          .doesNotContain("\n", "null", ".. ", ".;")
          .doesNotContainIgnoringCase(built.apiKey);
      return found;
    }
  }

  Verification verify() {
    return verify(config(url));
  }

  static Verification trouble(String format, Object... values) {
    return new Verification(false, format.formatted(values));
  }

  void answers(int code, String body) {
    server.enqueue(new MockResponse.Builder().code(code).body(body).build());
  }

  void footfallAnswers(String version, int code, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(code)
            .addHeader("Footfall-Server", version)
            .body(body)
            .build());
  }
}

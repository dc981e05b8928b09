package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found whichever kind of server is asked, and what holds whatever happens. */
class VerifierTest extends VerifierFixture {

  @Test
  void verify_whenSwitchedOff_saysSoAndAsksNobody() {
    assertThat(verify(config(url).enabled(false)))
        .isEqualTo(trouble("Footfall is switched off (enabled=false): nothing is recorded."));
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void verify_afterClose_saysThatTheClientIsClosed() {
    Analytics analytics = Analytics.create(config(url).build());
    analytics.close();

    assertThat(analytics.verify()).isEqualTo(trouble("The client is closed; ask before close."));
  }

  @Test
  void verify_whenAPageAnswers_saysThatItIsNoAnalyticsServer() {
    String page = "<html><head><title>Welcome to nginx!</title></head></html>";
    answers(200, page);
    answers(200, page);

    assertThat(verify())
        .isEqualTo(
            trouble(
                "%s did not take a record: the answer 200 (Welcome to nginx!) is not from an"
                    + " analytics server; check serverUrl, or the proxy in between.",
                url));
  }

  @Test
  void verify_whenAConfiguredProxyWantsCredentials_saysSo() {
    answers(407, "");
    OkHttpClient proxied =
        impatient()
            .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", server.getPort())))
            .build();

    assertThat(verify(config("http://stats.example.com").okHttpClient(proxied)))
        .isEqualTo(
            trouble(
                "The server at http://stats.example.com/ cannot be asked: a proxy in between wants"
                    + " credentials (407); give okHttpClient a client with a proxyAuthenticator."));
  }

  @Test
  void verify_whenAProxyWantsCredentials_saysSo() {
    answers(407, "<html><title>407 Proxy Authentication Required</title></html>");

    assertThat(verify())
        .isEqualTo(
            trouble(
                "The server at %s cannot be asked: a proxy in between wants credentials (407); give"
                    + " okHttpClient a client with a proxyAuthenticator.",
                url));
  }

  @ParameterizedTest
  @CsvSource({"502,Bad Gateway", "503,Service Unavailable", "504,Gateway Time-out"})
  void verify_whenAProxyCannotReachTheServer_saysSo(int code, String words) {
    String remedy =
        ", as a proxy does while it cannot reach the server behind it; check that the server runs"
            + " and that the proxy leads to it, or try again later.";
    answers(code, "<html><title>%d %s</title></html>".formatted(code, words));
    assertThat(verify()).isEqualTo(trouble("%s answers %d (%s)%s", url, code, words, remedy));
    assertThat(server.getRequestCount()).isEqualTo(1);

    answers(code, "");
    assertThat(verify()).isEqualTo(trouble("%s answers %d%s", url, code, remedy));
  }

  @Test
  void verify_whenTheServerFailsForNow_saysToTryAgain() {
    answers(404, "");
    answers(500, "{\"message\":\"Out of luck.\"}");

    assertThat(verify())
        .isEqualTo(
            trouble(
                "%s did not take a record: the server answered 500: Out of luck; try again later.",
                url));
  }

  @Test
  void verify_whenTheServerRedirects_saysWhereToAndPostsNothing() {
    server.enqueue(
        new MockResponse.Builder()
            .code(308)
            .addHeader("Location", "https://stats.example.com/api/health")
            .build());

    assertThat(verify())
        .isEqualTo(
            trouble(
                "Records do not arrive at %s: the server redirects to another host,"
                    + " https://stats.example.com/api/health; set serverUrl to"
                    + " https://stats.example.com if that is yours.",
                url));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void verify_whenTheBudgetIsUsedUp_saysWhenToTryAgain() {
    server.enqueue(new MockResponse.Builder().code(404).build());
    server.enqueue(
        new MockResponse.Builder().code(429).body("{\"message\":\"Too many requests.\"}").build());
    assertThat(verify())
        .isEqualTo(
            trouble(
                "%s is there, but the key's budget is used up just now, by this or other processes"
                    + " with the same key; try again in a minute.",
                url));

    server.enqueue(new MockResponse.Builder().code(404).build());
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "17").build());
    assertThat(verify().message()).endsWith("; try again in 17 s.");
  }

  @Test
  void verify_whenTooManyAskBeforeAnyKeyIsSent_blamesNoKey() {
    server.enqueue(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Retry-After", "300")
            .body("{\"message\":\"Too many requests.\"}")
            .build());
    assertThat(verify())
        .isEqualTo(
            trouble(
                "The server at %s, or a proxy in front of it, answers 429 (too many requests); try"
                    + " again in 5 min.",
                url));

    // A Footfall server counts posts only.
    footfallAnswers("0.1.0", 200, "{\"status\":\"healthy\"}");
    footfallAnswers("0.1.0", 429, "");
    assertThat(verify().message())
        .endsWith("answers 429 (too many requests); try again in a minute.");
  }

  @Test
  void verify_whenACallHasNoTimeOut_endsAtItsOwn() throws Exception {
    OkHttpClient patient =
        new OkHttpClient.Builder()
            .readTimeout(Duration.ZERO)
            .callTimeout(Duration.ofMinutes(10))
            .build();
    Config config = config(url).okHttpClient(patient).build();
    HttpTransport transport = new HttpTransport(config);
    long start = System.nanoTime();

    Verification found = new Verifier(config, transport, 0, Duration.ofMillis(300)).verify();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(found)
        .isEqualTo(
            trouble(
                "The server at %s did not answer within 0.3 s; check that it is well, and the"
                    + " time-outs of okHttpClient.",
                url));
    transport.close();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (isAsking() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(isAsking()).isFalse();
  }

  private static boolean isAsking() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("footfall-verifier"));
  }

  @Test
  void verify_whenInterrupted_endsAndKeepsTheFlag() {
    Thread.currentThread().interrupt();

    Verification found = verify();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(found.message()).contains("interrupted");
  }

  @Test
  void verify_whenTheClientFails_neverThrows() {
    OkHttpClient failing =
        impatient()
            .addInterceptor(
                chain -> {
                  throw new LinkageError("no " + Pipeline.KEY);
                })
            .build();

    Verification found = verify(config(url).okHttpClient(failing));

    assertThat(found.ok()).isFalse();
    assertThat(found.message()).contains("LinkageError: no (the key)");
  }
}

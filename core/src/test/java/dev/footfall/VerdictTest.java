package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table of answers. */
class VerdictTest {

  private static final String SERVER = "http://stats.example.com/tools";

  private static Verdict of(Answer answer) {
    return Verdict.of(answer, Config.builder(Pipeline.KEY).serverUrl(SERVER).build());
  }

  private static Verdict of(int status, String body) {
    return of(FakeTransport.hosted(status, body));
  }

  private static Verdict ofFootfall(int status, String body) {
    return of(new Answer(status, body, "0.1.0", null, null, null, null));
  }

  private static Verdict redirect(int status, String location) {
    return of(new Answer(status, "", null, null, null, location, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "201 | {\"message\":\"API requests logged successfully.\",\"status\":201}",
        "200 | {\"status\":201}",
        "202 | {\"status\":201,\"more\":{\"status\":5}}",
        "200 | ' {\"more\":[[1],{}],\"status\":201} '",
      })
  void success_whoseObjectHasStatus201_isDelivered(int status, String body) {
    assertThat(of(status, body)).isEqualTo(new Verdict(Verdict.Kind.DELIVERED, 0, "delivered"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"status\":200}",
        "201 | {\"message\":\"API requests logged successfully.\"}",
        "201 | {\"status\":\"201\"}",
        "201 | {\"status\":201.0}",
        "201 | {\"status\":true}",
        "201 | {\"inner\":{\"status\":201}}",
        "201 | [{\"status\":201}]",
        "201 | {\"status\":201",
        "201 | {\"status\":201} and a page",
        "201 | 201",
        "200 | <html>welcome</html>",
        "201 | ''",
        "202 | ''",
        "204 | ''",
        "206 | ''",
        "299 | ''",
      })
  void success_ofAnyOtherKind_isHopeless(int status, String body) {
    Verdict verdict = of(status, body);

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.HOPELESS);
    assertThat(verdict.detail())
        .contains("the answer " + status)
        .contains("is not from an analytics server; check serverUrl");
  }

  @Test
  void success_whenSomeWereRejected_countsThem() {
    assertThat(
            ofFootfall(201, "{\"status\":201,\"accepted\":1,\"rejected\":[{\"index\":7},{}]}")
                .rejected())
        .isEqualTo(2);
    assertThat(
            ofFootfall(201, "{\"status\":201,\"rejected_count\":5000,\"rejected\":[{}]}")
                .rejected())
        .isEqualTo(5_000);
    assertThat(ofFootfall(201, "{\"status\":201,\"rejected\":[]}").rejected()).isZero();
    assertThat(ofFootfall(201, "{\"status\":201,\"rejected\":null}").rejected()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 520, 599})
  void refusalForNow_isLater(int status) {
    assertThat(of(status, "").kind()).isEqualTo(Verdict.Kind.LATER);
    assertThat(of(status, "{\"message\":\"Too many requests.\",\"status\":" + status + "}"))
        .satisfies(verdict -> assertThat(verdict.kind()).isEqualTo(Verdict.Kind.LATER))
        .satisfies(
            verdict ->
                assertThat(verdict.detail())
                    .startsWith("the server answered " + status + ": Too many requests"));
    // What the body claims does not count against the status.
    assertThat(of(status, "{\"status\":201}").kind()).isEqualTo(Verdict.Kind.LATER);
  }

  @Test
  void gatewaysPage_isLaterAndNamesTheProxy() {
    String page = "<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>";

    assertThat(of(502, page).detail())
        .isEqualTo(
            "the server answered 502: 502 Bad Gateway; a proxy answers so while it cannot reach the"
                + " server behind it");
    assertThat(of(new Answer(503, "", "0.1.0", null, null, null, null)).detail())
        .isEqualTo("the server answered 503");
  }

  @Test
  void noAnswer_isLater() {
    assertThat(of(Answer.failed(new IOException("reset"))).kind()).isEqualTo(Verdict.Kind.LATER);
    assertThat(of(Answer.failed(new SocketTimeoutException("timeout"))).kind())
        .isEqualTo(Verdict.Kind.LATER);
  }

  @Test
  void unsupportedFramework_isToldApart() {
    assertThat(of(400, "{\"message\":\"Unsupported API framework.\",\"status\":400}").kind())
        .isEqualTo(Verdict.Kind.UNKNOWN_FRAMEWORK);
  }

  @Test
  void badRequest_thatListsRejectedRecords_settlesThemAll() {
    String listed =
        "{\"status\":400,\"message\":\"no\",\"rejected\":[{\"index\":0},{\"index\":1}]}";

    assertThat(ofFootfall(400, listed))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.DELIVERED, Verdict.ALL, "the server refused every record: no"));
    assertThat(ofFootfall(400, "{\"rejected_count\":20000,\"rejected\":[{}]}").rejected())
        .isEqualTo(Verdict.ALL);
    // It says which by index: the message is not needed for that, whatever it is.
    assertThat(ofFootfall(400, "{\"message\":\"Invalid request data.\",\"rejected\":[{}]}").kind())
        .isEqualTo(Verdict.Kind.DELIVERED);
    assertThat(ofFootfall(400, "{\"message\":\"no\",\"rejected\":[]}").kind())
        .isEqualTo(Verdict.Kind.HOPELESS);
    // To others the field may mean anything.
    assertThat(of(400, listed).kind()).isEqualTo(Verdict.Kind.HOPELESS);
    assertThat(of(201, "{\"status\":201,\"rejected\":[{}]}").rejected()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"Invalid request data.,NOTHING_KEPT", "Invalid data.,BAD_DATA"})
  void badRequest_forInvalidData_saysWhetherAllOfItOrAnyOfItIsBad(
      String message, Verdict.Kind kind) {
    assertThat(of(400, "{\"message\":\"" + message + "\",\"status\":400}"))
        .isEqualTo(new Verdict(kind, 0, message));
  }

  @Test
  void badRequest_thatBlamesTheKey_isHopeless() {
    Verdict verdict =
        of(400, "{\"message\":\"Invalid data.\",\"field\":\"api_key\",\"status\":400}");

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.HOPELESS);
    assertThat(verdict.detail())
        .isEqualTo("the server refused the key (400: Invalid data); check apiKey");
    assertThat(of(400, "{\"message\":\"Invalid data.\",\"field\":\"requests\"}").kind())
        .isEqualTo(Verdict.Kind.BAD_DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\":\"API key requied.\",\"status\":400} | API key requied",
        "{\"message\":\"Payload contains no logged requests.\"} | Payload contains no logged requests",
        "{\"message\":\"invalid data.\"} | invalid data",
        "{\"error\":\"no such tenant\"} | {\"error\":\"no such tenant\"}",
        "The plain HTTP request was sent | The plain HTTP request was sent",
        "<html><title>400 Bad Request</title></html> | 400 Bad Request",
      })
  void badRequest_ofAnyOtherKind_isHopelessAndQuoted(String body, String quoted) {
    assertThat(of(400, body))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.HOPELESS,
                0,
                "the server answered 400: " + quoted + "; check serverUrl and apiKey"));
  }

  @Test
  void badRequest_withoutWords_isHopeless() {
    assertThat(of(400, "").detail())
        .isEqualTo("the server answered 400; check serverUrl and apiKey");
    assertThat(of(400, "<html><body>no</body></html>").detail())
        .isEqualTo("the server answered 400; check serverUrl and apiKey");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void unauthorized_isHopelessAndBlamesTheKey(int status) {
    assertThat(of(status, "{\"message\":\"This key is not known here.\",\"status\":401}"))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.HOPELESS,
                0,
                "the server refused the key ("
                    + status
                    + ": This key is not known here); check apiKey"));
  }

  @Test
  void tooLarge_isTooBig() {
    assertThat(of(413, "").kind()).isEqualTo(Verdict.Kind.TOO_BIG);
    assertThat(of(413, "{\"message\":\"Invalid data.\",\"rejected\":[{}]}").kind())
        .isEqualTo(Verdict.Kind.TOO_BIG);
  }

  static IntStream otherStatuses() {
    return IntStream.concat(
        IntStream.of(100, 103, 199, 600, 999),
        IntStream.range(402, 500)
            .filter(s -> s != 403 && s != 407 && s != 408 && s != 413)
            .filter(s -> s != 425 && s != 429));
  }

  @ParameterizedTest
  @MethodSource("otherStatuses")
  void anyOtherStatus_isHopeless(int status) {
    assertThat(of(status, "{\"message\":\"Unsupported API framework.\",\"status\":201}"))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.HOPELESS,
                0,
                "the server answered "
                    + status
                    + ": Unsupported API framework; check serverUrl and apiKey"));
  }

  @Test
  void proxyThatWantsCredentials_isHopelessHoweverItComesToLight() {
    String detail =
        "a proxy in between wants credentials (407); give okHttpClient a client with a"
            + " proxyAuthenticator";
    IOException withoutProxy =
        new ProtocolException("Received HTTP_PROXY_AUTH (407) code while not using proxy");
    IOException whileConnecting = new IOException("Failed to authenticate with proxy");

    assertThat(of(407, "<html>")).isEqualTo(new Verdict(Verdict.Kind.HOPELESS, 0, detail));
    assertThat(of(Answer.failed(withoutProxy)).detail()).isEqualTo(detail);
    assertThat(of(Answer.failed(whileConnecting)).kind()).isEqualTo(Verdict.Kind.HOPELESS);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 304, 305, 307, 308, 399})
  void redirection_isHopeless(int status) {
    assertThat(redirect(status, null))
        .isEqualTo(
            new Verdict(
                Verdict.Kind.HOPELESS,
                0,
                "the server redirects, but not to a web address; check serverUrl"));
    assertThat(redirect(status, "https://other.example.com/api/log-request").kind())
        .isEqualTo(Verdict.Kind.HOPELESS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // another host
        "https://www.example.com/tools/api/log-request | another host, https://www.example.com/tools/api/log-request; set serverUrl to https://www.example.com/tools if that is yours",
        "https://sso.example.com/login?token=t0p#f | another host, https://sso.example.com/login; check serverUrl, and whether a proxy or a login page stands in front of it",
        // the same host
        "https://stats.example.com/tools/api/log-request | https://stats.example.com/tools/api/log-request; set serverUrl to https://stats.example.com/tools",
        "http://stats.example.com:8443/api/log-request | http://stats.example.com:8443/api/log-request; set serverUrl to http://stats.example.com:8443",
        "/footfall/api/events | http://stats.example.com/footfall/api/events; set serverUrl to http://stats.example.com/footfall",
        "/tools/api/log-request/ | http://stats.example.com/tools/api/log-request/; let the proxy in front of it pass paths as they are",
        "/login | http://stats.example.com/login; check serverUrl, and whether a proxy or a login page stands in front of it",
      })
  void redirection_saysWhatServerUrlShouldBe(String location, String rest) {
    assertThat(redirect(308, location).detail()).isEqualTo("the server redirects to " + rest);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 404, 413, 429, 500, 502})
  void detail_neverHasTheKey(int status) {
    String key = Pipeline.KEY.toUpperCase(Locale.ROOT);
    for (String body :
        new String[] {
          "{\"message\":\"no " + key + "!\"}",
          "<title>" + key + "</title>",
          "x".repeat(190) + Pipeline.KEY,
        }) {
      assertThat(of(status, body).detail())
          .doesNotContainIgnoringCase(Pipeline.KEY.substring(0, 8));
    }
  }

  @Test
  void detail_ofRedirectionsAndFailures_neverHasTheKey() {
    assertThat(redirect(301, "/" + Pipeline.KEY + "/api/log-request").detail())
        .doesNotContain(Pipeline.KEY);
    assertThat(of(Answer.failed(new IOException("sent " + Pipeline.KEY))).detail())
        .contains("sent (the key)");
  }

  @Test
  void detail_isOneShortLine() {
    String message = "a\\r\\nforged\\u2028line\\u202e" + "y".repeat(500);

    assertThat(of(418, "{\"message\":\"" + message + "\"}").detail())
        .startsWith("the server answered 418: a forged line y")
        .hasSizeLessThan(300)
        .doesNotContain("\n", "\r", "\u2028", "\u202e");
  }
}

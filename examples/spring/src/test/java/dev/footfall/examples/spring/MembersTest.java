package dev.footfall.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The API as its members see it, through a real HTTP client, with nowhere to record to. */
@ExtendWith(OutputCaptureExtension.class)
class MembersTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private Members members;

  @BeforeEach
  void start() {
    members =
        Members.start(
            0, Map.of("footfall.api-key", "", "logging.config", "classpath:quiet-logback.xml"));
  }

  @AfterEach
  void close() {
    members.close();
  }

  @Test
  void start_withoutKey_saysSoInOneLine(CapturedOutput output) throws Exception {
    assertThat(call("GET", "/v1/members/7", null).statusCode()).isEqualTo(200);
    members.close();

    assertThat(output.getAll().lines())
        .singleElement()
        .asString()
        .contains("Footfall: nothing is recorded", "footfall.api-key");
  }

  @Test
  void member_isFoundByItsNumber() throws Exception {
    assertThat(call("GET", "/v1/members/7", null).body()).contains("Reader 7");
    assertThat(call("GET", "/v1/members/seven", null).statusCode()).isEqualTo(400);

    HttpResponse<String> nobody = call("GET", "/v1/members/99", null);
    assertThat(nobody.statusCode()).isEqualTo(404);
    assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(nobody.body()).contains("There is no member 99.");
  }

  @Test
  void account_ofAStranger_isRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(members.url() + "/v1/members/7")).build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  @Test
  void book_isLentUntilNoCopyIsLeft() throws Exception {
    assertThat(borrow(5, 7).statusCode()).isEqualTo(201);
    assertThat(borrow(6, 7).statusCode()).isEqualTo(409);
    assertThat(call("GET", "/v1/members/5/loans", null).body()).contains("\"book\":7");

    assertThat(call("DELETE", "/v1/members/5/loans/7", null).statusCode()).isEqualTo(204);
    assertThat(call("DELETE", "/v1/members/5/loans/7", null).statusCode()).isEqualTo(404);
    assertThat(borrow(6, 7).statusCode()).isEqualTo(201);
    assertThat(borrow(9, 99).statusCode()).isEqualTo(404);
    assertThat(call("POST", "/v1/members/7/loans", "one").statusCode()).isEqualTo(400);
  }

  @Test
  void catalogue_isSearched() throws Exception {
    assertThat(call("GET", "/v1/catalogue/search?q=dracula", null).body()).contains("Bram Stoker");
    assertThat(call("GET", "/v1/catalogue/search", null).statusCode()).isEqualTo(400);
    assertThat(call("GET", "/v1/catalogue/search?q=*", null).statusCode()).isEqualTo(500);
  }

  @Test
  void availability_isAnsweredAsynchronously() throws Exception {
    assertThat(call("GET", "/v1/catalogue/3/availability", null).body()).contains("\"left\":9");
    assertThat(call("GET", "/v1/catalogue/99/availability", null).statusCode()).isEqualTo(404);
  }

  @Test
  void health_isUp() throws Exception {
    assertThat(call("GET", "/actuator/health", null).body()).contains("UP");
  }

  private HttpResponse<String> borrow(int member, int book) throws Exception {
    return call("POST", "/v1/members/" + member + "/loans", "{\"book\":" + book + "}");
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(members.url() + path))
            .header("X-Auth-Token", "a-member")
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}

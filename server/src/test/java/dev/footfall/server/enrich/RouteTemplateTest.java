package dev.footfall.server.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "/v1/items > /v1/items",
        "/v1/items/42 > /v1/items/{id}",
        "/v10/items/-42/parts/7.5 > /v10/items/{id}/parts/{id}",
        "/api/v2beta/users/123/orders/456 > /api/v2beta/users/{id}/orders/{id}",
        "/users/0d7c2a54-9c1e-4f0a-8a54-d1c2b3a49f10 > /users/{id}",
        "/users/0D7C2A549C1E4F0A8A54D1C2B3A49F10/x > /users/{id}/x",
        "/commits/3f9d2b1 > /commits/3f9d2b1",
        "/commits/3f9d2b1c > /commits/{id}",
        "/commits/deadbeef > /commits/deadbeef",
        "/days/2026-11-20 > /days/{id}",
        "/days/2026-11-20T22:00:00Z > /days/{id}",
        "/days/20261120 > /days/{id}",
        "/reports/2026/11/20 > /reports/{id}/{id}/{id}",
        "/hosts/192.168.1.7 > /hosts/{id}",
        "/customers/cus_NffrFeUfNV2Hib > /customers/{id}",
        "/ulid/01ARZ3NDEKTSV4RRFFQ69G5FAV > /ulid/{id}",
        "/nano/V1StGXR8_Z5jdHi6B-myT > /nano/{id}",
        "/cuid/clh3am8gl0000qwer > /cuid/{id}",
        "/token/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc > /token/{id}",
        "/invoices/INV-2024-0001 > /invoices/{id}",
        "/users/ada@example.com > /users/{id}",
        "/users/ada%40example.com/x > /users/{id}/x",
        "/files/a%20b > /files/{id}",
        "/files/a%2Fb%2Fc/meta > /files/{id}/meta",
        "/items/42.json > /items/{id}.json",
        "/items.json > /items.json",
        "/assets/app.3f9d2b1c77.js > /assets/app.3f9d2b1c77.js",
        "/img/20261120.png > /img/20261120.png",
        "/getUserByOAuth2Token > /getUserByOAuth2Token",
        "/convertUtf8ToIso8859Text > /convertUtf8ToIso8859Text",
        "/how-to-use-a-rest-api > /how-to-use-a-rest-api",
        "/iso-8601 > /iso-8601",
        "/oauth2/s3/mp3/page2 > /oauth2/s3/mp3/page2",
        "/search?q=1&r=/2 > /search",
        "/search#x/7 > /search",
        "/cart;jsessionid=0A1B2C/items/7;JSESSIONID=9 > /cart/items/{id}",
        "/map;lat=1/x > /map;lat=1/x",
        "//double//7/ > //double//{id}/",
        "/ > /",
        "//// > ////",
        "* > *",
        "items/7 > items/{id}",
        "http://host/x/7 > /x/{id}",
        "HTTPS://host:8080?x > /",
        "http://host > /",
        "/items/{itemId}/7 > /items/{itemId}/{id}",
        "/produits/été > /produits/été",
        "?x=1 > /",
      })
  void path_becomesTemplate(String path, String template) {
    assertThat(RouteTemplate.of(path)).isEqualTo(template);
  }

  @Test
  void empty_isTheRoot() {
    assertThat(RouteTemplate.of("")).isEqualTo("/");
  }

  @Test
  void segments_areBounded() {
    String template = RouteTemplate.of("/a/1".repeat(500));

    assertThat(template).isEqualTo("/a/{id}".repeat(16) + "/{rest}");
    assertThat(RouteTemplate.of("/" + "long-".repeat(20) + "/x")).isEqualTo("/{id}/x");
  }

  @Test
  void templateOfATemplate_isItself_whateverThePath() {
    String[] parts = {
      "/",
      "//",
      "a",
      "item",
      "42",
      "v1",
      "deadbeef",
      "3f9d2b1c",
      "{id}",
      "{",
      "}",
      ".",
      ".json",
      ".js",
      "http",
      "https:",
      "://",
      ";jsessionid=",
      ";JSESSIONID",
      ";",
      "?",
      "#",
      "%2F",
      "%",
      "@",
      "*",
      "-",
      "_",
      "İ",
      "\uD83D\uDE00",
      "2026-11-20",
      "{rest}",
      "x".repeat(70),
      " ",
      "="
    };
    Random random = new Random(20261120);
    for (int round = 0; round < 200_000; round++) {
      StringBuilder path = new StringBuilder();
      int length = random.nextInt(round % 100 == 0 ? 200 : 12);
      for (int i = 0; i < length; i++) {
        path.append(parts[random.nextInt(parts.length)]);
      }
      String template = RouteTemplate.of(path.toString());
      assertThat(RouteTemplate.of(template)).as(path.toString()).isEqualTo(template);
      assertThat(template.length()).isLessThan(2_500);
    }
  }
}

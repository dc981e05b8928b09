package dev.footfall.server.hostile;

import static dev.footfall.server.hostile.Odd.one;

import dev.footfall.server.web.EndpointList.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The headers of hostile requests, as lines. */
final class Headers {
  private static final List<String> ODD =
      List.of(
          "Accept: text/html",
          "Accept: application/json;q=x, */*;q=9",
          "Accept-Encoding: gzip",
          "Accept-Encoding: gzip;q=0, deflate, br;q=1.0, *;q=0",
          "Accept-Encoding: " + "gzip , ".repeat(400),
          "Accept-Language: " + "en,".repeat(300),
          "Content-Type: text/plain; charset=no-such",
          "Content-Type: text/plain; charset",
          "Content-Type: application/json; charset=UTF-16",
          "Content-Type: ;;;=\"",
          "Content-Type: multipart/form-data; boundary=x",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Encoding: gzip, gzip",
          "Content-Range: bytes 5-1/x",
          "Expect: 100-continue",
          "Expect: the unexpected",
          "Range: bytes=0-0,-1,5-1",
          "If-None-Match: *",
          "If-Modified-Since: yesterday",
          "Upgrade: h2c",
          "Connection: Upgrade, HTTP2-Settings",
          "HTTP2-Settings: %%%",
          "Connection: close",
          "Connection: keep-alive, close",
          "Upgrade: websocket",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "X-HTTP-Method-Override: HEAD",
          "X-HTTP-Method-Override: BEFORE",
          "X-HTTP-Method-Override: made up",
          "Origin: https://pages.example",
          "Origin: null",
          "Origin: \u0001",
          "Access-Control-Request-Method: DELETE",
          "Access-Control-Request-Headers: " + "x,".repeat(500),
          "X-Forwarded-For: 1.2.3.4, evil",
          "X-Forwarded-Proto: javascript",
          "Forwarded: for=\"[::1",
          "Cookie: a=b; ; =; \"x",
          "Referer: javascript:alert(1)",
          "Idempotency-Key: not-a-uuid",
          "Idempotency-Key: 1-1-1-1-1",
          "Sec-Fetch-Site: cross-site",
          "TE: trailers",
          "Trailer: Content-Length",
          "Keep-Alive: timeout=999999999999",
          "Transfer-Encoding: identity",
          "Transfer-Encoding : chunked",
          "Max-Forwards: 0",
          "Proxy-Authorization: Basic x",
          "no colon at all",
          ": no name",
          "Bad Name: x",
          "X-Folded: a\r\n b\r\n\tc",
          "X-Control: \u0007\u001b[31m",
          "X-Null: a\u0000b",
          "X-Bytes: \u00ff\u00fe\u0080",
          "X-Split: a\rb",
          "Host: " + "h".repeat(300),
          "Host: a:b:c",
          "Host: evil.example@127.0.0.1",
          "Host: ");

  private final Random random;
  private final Projects projects;
  private final List<String> lines = new ArrayList<>();

  Headers(Random random, Projects projects) {
    this.random = random;
    this.projects = projects;
    if (random.nextInt(60) > 0) {
      lines.add("Host: localhost");
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  void add(String line) {
    lines.add(line);
  }

  /** What the call needs, or what it does not want to see. */
  void credential(Call call) {
    String right =
        switch (call.need()) {
          case "SIGN_UP", "OPERATOR", "ADMIN_TOKEN" -> projects.adminToken();
          case "READ", "READ_FILTERED" -> projects.own();
          case "WRITE", "SHARE", "KEY", "NOTHING" -> random.nextInt(9) == 0 ? projects.own() : null;
          // it may change or delete what it is for
          default -> projects.expendable();
        };
    if (random.nextInt(6) == 0) {
      wrong(call, right);
    } else if (right != null) {
      lines.add(name() + right);
    }
  }

  private void wrong(Call call, String right) {
    String key = right == null ? projects.own() : right;
    switch (random.nextInt(13)) {
      case 0 -> {}
      case 1 -> lines.add(name() + new UUID(random.nextLong(), random.nextLong()));
      case 2 -> lines.add(name() + key.substring(1));
      case 3 -> lines.add(name() + key.replace('-', '_'));
      case 4 -> lines.add(name() + key + "x".repeat(random.nextInt(7_000)));
      case 5 -> lines.add(name() + key.substring(0, 9) + "\r\n " + key.substring(9));
      case 6 -> lines.add(name() + "\u0000" + key);
      case 7 -> lines.add(name() + Odd.text(random).replace('\n', ' ').replace('\r', ' '));
      case 8 -> {
        for (int i = 0; i < 3; i++) {
          lines.add("Authorization: Bearer " + (i == 1 ? key : Odd.one(random, projects.ids())));
        }
      }
      case 9 -> lines.add("Authorization: Basic " + key);
      case 10 -> lines.add("Authorization: Bearer");
      case 11 -> lines.add("Authorization: bEaReR \t " + key + " \t");
      default ->
          lines.add(
              name() + (call.need().startsWith("READ") ? projects.other() : projects.share()));
    }
  }

  private String name() {
    return one(
        random,
        List.of(
            "X-AUTH-TOKEN: ",
            "API-Key: ",
            "Authorization: Bearer ",
            "Sec-Fetch-Site: same-origin\r\nCookie: footfall_session="));
  }

  void odd() {
    if (random.nextInt(3) > 0) {
      return;
    }
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      lines.add(random.nextInt(lines.size() + 1), one(random, ODD));
    }
    if (random.nextInt(20) == 0) {
      int many = random.nextInt(400);
      for (int i = 0; i < many; i++) {
        lines.add("X-Many-" + i + ": " + i);
      }
    }
    if (random.nextInt(20) == 0) {
      lines.add("X-Long: " + "l".repeat(random.nextInt(20_000)));
    }
    if (random.nextInt(15) == 0) {
      lines.add("Idempotency-Key: " + new UUID(random.nextLong(), random.nextInt(50)));
    }
  }
}

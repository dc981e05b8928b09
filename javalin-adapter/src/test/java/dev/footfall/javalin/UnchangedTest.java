package dev.footfall.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application answers the same, byte for byte, with and without the plugin. */
class UnchangedTest {

  private static final List<String> PAGES =
      List.of(
          "GET /v1/items/7",
          "HEAD /v1/items/7",
          "POST /v1/items",
          "PATCH /v1/items/7",
          "PUT /any/thing",
          "OPTIONS /v1/items/7",
          "GET /v1/missing/7",
          "GET /v1/conflict",
          "GET /v1/teapot",
          "GET /v1/fails",
          "GET /v1/error",
          "GET /v1/moved",
          "GET /v1/moved-before",
          "GET /v1/turned-away",
          "GET /v1/admin/7",
          "GET /v1/after/7",
          "GET /v1/future/7",
          "GET /v1/future-fails",
          "GET /v1/future-never",
          "GET /v1/future-breaks",
          "GET /v1/future-refuses",
          "GET /v1/no-future",
          "GET /v1/forwarded",
          "GET /v1/future-before",
          "GET /v1/async/7",
          "GET /v1/async-fails",
          "GET /v1/events/news",
          "GET /v1/attributes",
          "GET /file.txt",
          "GET /nowhere",
          "GET /%zz");

  @Test
  void answers_areTheSameWithAndWithoutThePlugin() {
    List<String> with;
    try (Running running = new Running(UnchangedTest::reportTheContext)) {
      with = PAGES.stream().map(page -> answer(running.app.port(), page)).toList();
    }
    Javalin plain =
        Javalin.create(
            config -> {
              SmallApi.configure(config);
              reportTheContext(config);
            });
    plain.start("127.0.0.1", 0);
    try {
      List<String> without = PAGES.stream().map(page -> answer(plain.port(), page)).toList();

      assertThat(with).isEqualTo(without);
    } finally {
      plain.stop();
    }
  }

  /** What a handler can see of the handling. */
  private static void reportTheContext(JavalinConfig config) {
    config.routes.get(
        "/v1/attributes",
        ctx -> {
          List<String> seen = new ArrayList<>();
          ctx.endpoints().list().forEach(e -> seen.add(e.method + " " + e.path));
          seen.add(ctx.endpoint().path);
          seen.add(
              ctx.req().getClass()
                  + " "
                  + ctx.res().getClass()
                  + " "
                  + ctx.req().isAsyncSupported());
          ctx.json(seen);
        });
  }

  private static String answer(int port, String page) {
    String request =
        page
            + " HTTP/1.1\r\nHost: test\r\nAccept: text/event-stream\r\nContent-Length: 0\r\n"
            + "Connection: close\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return page
          + "\n"
          + new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("Date: .*", "");
    } catch (IOException e) {
      return page + " " + e;
    }
  }
}

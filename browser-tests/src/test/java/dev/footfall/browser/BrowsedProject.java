package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import dev.footfall.server.oracle.SeededProject;
import java.nio.file.Path;
import java.util.Set;

/** A project with records and with declared routes, and a browser to look at it. */
final class BrowsedProject implements AutoCloseable {
  static final String ROUTE = "GET /v1/items/{id}";
  static final String NEVER = "GET /v1/never/{id}";
  static final String SERVICE = "shop";
  static final Set<String> DECLARED = Set.of(ROUTE, NEVER, "POST /v1/neither");

  static final String ALL = "/dashboard/routes?" + Looked.at("").address();

  static final String ONE = one(Looked.at(""));

  private final Chromium chromium = Chromium.start();
  private final TestServer server;
  private final String key;
  private final Recomputation records;

  /** With so many records. */
  BrowsedProject(Path data, int count) {
    server = new TestServer(data);
    key = new SeededProject(server, count).key();
    ObjectNode post = TestServer.JSON.createObjectNode();
    post.put("api_key", key).put("service", SERVICE);
    DECLARED.forEach(post.putArray("routes")::add);
    assertThat(server.post("/api/routes", post.toString()).status()).isEqualTo(201);
    records = new Recomputation(server, key);
  }

  TestServer server() {
    return server;
  }

  String key() {
    return key;
  }

  Recomputation records() {
    return records;
  }

  /** Of somebody who is signed in. */
  Visit visit(ColorScheme theme, int width) {
    return stranger(theme, width).signIn(key);
  }

  /** The same, by day and at a desk. */
  Visit visit() {
    return visit(ColorScheme.LIGHT, 1440);
  }

  /** Of somebody who is not. */
  Visit stranger(ColorScheme theme, int width) {
    return new Visit(chromium, server.url(), theme, width, 900);
  }

  /** The page of the one route. */
  static String one(Looked looked) {
    return "/dashboard/route?route=" + Looked.encoded(ROUTE) + "&" + looked.address();
  }

  static void asTable(Visit visit, String chart) {
    visit
        .page()
        .getByLabel(chart + " as a table", new Page.GetByLabelOptions().setExact(true))
        .click();
    visit.settled();
  }

  @Override
  public void close() {
    server.close();
    chromium.close();
  }
}

package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class JdkServerFilterTest {

  @Test
  void clientWithoutAdapter_recordsAndTracks() throws Exception {
    try (FootfallStandIn server = new FootfallStandIn()) {
      Config config =
          Config.builder("841018cf-1111-4222-8333-444455556666").serverUrl(server.url()).build();
      HttpServer app =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Analytics analytics = Analytics.create(config);
      app.createContext(
              "/reports/",
              exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
              })
          .getFilters()
          .add(new JdkServerFilter(analytics));
      app.start();
      URI page = URI.create("http://127.0.0.1:" + app.getAddress().getPort() + "/reports/7?a=b");
      try (InputStream answer = page.toURL().openStream()) {
        assertThat(answer.readAllBytes()).isEmpty();
      }
      analytics.track(Event.named("report.exported").user("user-1").build());
      app.stop(1);
      analytics.close();

      assertThat(server.records()).hasSize(1);
      JsonNode r = server.records().get(0);
      assertThat(r.get("path").asText()).isEqualTo("/reports/7");
      assertThat(r.get("route").asText()).isEqualTo("/reports/");
      assertThat(r.get("status").asInt()).isEqualTo(204);
      assertThat(server.posts().toString()).contains("\"name\":\"report.exported\"");
    }
  }
}

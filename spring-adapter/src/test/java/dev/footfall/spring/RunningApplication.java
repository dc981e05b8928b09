package dev.footfall.spring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A real application on a free port, recording to a stand-in. */
final class RunningApplication implements AutoCloseable {

  static final String KEY = "0d1c2b3a-0000-4000-8000-0123456789ab";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  RunningApplication(
      WebApplicationType type, StandIn standIn, Class<?> application, String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "footfall.api-key=" + KEY,
                "footfall.server-url=" + standIn.url(),
                "footfall.flush-interval=100ms",
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.reactor.netty.shutdown-quiet-period=0s"));
    all.addAll(List.of(properties));
    context =
        new SpringApplicationBuilder(application)
            .web(type)
            .properties(all.toArray(String[]::new))
            .run();
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    context.close();
  }
}

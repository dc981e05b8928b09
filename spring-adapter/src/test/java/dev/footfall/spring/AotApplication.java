package dev.footfall.spring;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Started by {@link AotTest}: asks itself for one item and ends. */
public final class AotApplication {

  private AotApplication() {}

  public static void main(String[] arguments) throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(ServletApplicationTest.Application.class, arguments)) {
      String port = context.getEnvironment().getProperty("local.server.port");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/items/7"))
              .header(
                  "Authorization",
                  "Basic " + Base64.getEncoder().encodeToString("anna:secret".getBytes()))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println("answered " + answer.statusCode() + " " + answer.body());
    }
  }
}

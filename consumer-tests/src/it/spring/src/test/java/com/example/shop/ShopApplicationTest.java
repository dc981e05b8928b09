package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.footfall.consumer.StandIn;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ShopApplicationTest {

  @Test
  void request_isRecorded() throws Exception {
    try (StandIn standIn = new StandIn()) {

      try (ConfigurableApplicationContext application =
          SpringApplication.run(
              ShopApplication.class,
              "--server.address=127.0.0.1",
              "--server.port=0",
              "--footfall.api-key=YOUR-API-KEY",
              "--footfall.server-url=" + standIn.url())) {
        String port = application.getEnvironment().getProperty("local.server.port");
        URI book = URI.create("http://127.0.0.1:" + port + "/books/7");
        try (InputStream answer = book.toURL().openStream()) {
          assertEquals("book 7", new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
      }

      assertEquals(1, standIn.records().size());
      assertTrue(
          standIn.records().get(0).contains("\"route\":\"/books/{id}\""), standIn.records().get(0));
    }
  }
}

package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.footfall.Config;
import dev.footfall.consumer.StandIn;
import io.javalin.Javalin;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShopTest {

  @Test
  void request_isRecorded() throws Exception {
    try (StandIn standIn = new StandIn()) {
      Config config = Config.builder("YOUR-API-KEY").serverUrl(standIn.url()).build();

      Javalin shop = Shop.start(config);
      try {
        URI book = URI.create("http://127.0.0.1:" + shop.port() + "/books/7");
        try (InputStream answer = book.toURL().openStream()) {
          assertEquals("book 7", new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
      } finally {
        shop.stop();
      }

      assertEquals(1, standIn.records().size());
      assertTrue(
          standIn.records().get(0).contains("\"route\":\"/books/{id}\""), standIn.records().get(0));
    }
  }
}

package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.footfall.Config;
import dev.footfall.consumer.StandIn;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {

  @Test
  void request_isRecorded(@TempDir Path directory) throws Exception {
    try (StandIn standIn = new StandIn()) {
      Config config = Config.builder("YOUR-API-KEY").serverUrl(standIn.url()).build();

      try (Shop shop = new Shop(config, directory)) {
        URI books = URI.create("http://127.0.0.1:" + shop.port() + "/books");
        try (InputStream answer = books.toURL().openStream()) {
          assertEquals("books", new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
      }

      assertEquals(1, standIn.records().size());
      assertTrue(
          standIn.records().get(0).contains("\"path\":\"/books\""), standIn.records().get(0));
    }
  }
}

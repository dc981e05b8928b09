package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A project on a server, that posts records and asks about them. */
record QueryClient(TestServer server, String key) {
  static QueryClient on(TestServer server) {
    return new QueryClient(server, server.newKey());
  }

  void post(String... records) {
    Answer answer = server.post("/api/requests", TestServer.requests(key, records));
    assertThat(answer.json().get("accepted").asInt()).isEqualTo(records.length);
  }

  /** The answer to a query with these members. */
  JsonNode ask(String members) {
    Answer answer = query(members);
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    return answer.json();
  }

  String rows(String members) {
    return ask(members).get("rows").toString();
  }

  Answer query(String members) {
    return server.post("/api/v1/query", "{" + members + "}", "X-AUTH-TOKEN", key);
  }

  /** A record created then, with fields set to JSON; null takes one out. */
  static String at(String createdAt, String... fields) {
    try {
      ObjectNode record =
          (ObjectNode)
              TestServer.JSON.readTree(TestServer.record("created_at", "\"" + createdAt + "\""));
      for (int i = 0; i < fields.length; i += 2) {
        if (fields[i + 1] == null) {
          record.remove(fields[i]);
        } else {
          record.set(fields[i], TestServer.JSON.readTree(fields[i + 1]));
        }
      }
      return record.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String text) {
    return "\"" + text + "\"";
  }
}

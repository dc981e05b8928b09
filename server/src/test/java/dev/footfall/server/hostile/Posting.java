package dev.footfall.server.hostile;

import static dev.footfall.server.hostile.Odd.quoted;

import dev.footfall.server.store.EventField;
import dev.footfall.server.store.RequestField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Posts of records: mostly right ones, with odd values. */
final class Posting {
  private final Random random;
  private final double oddity;
  private final Instant now;

  Posting(Random random, double oddity, Instant now) {
    this.random = random;
    this.oddity = oddity;
    this.now = now;
  }

  /**
   * @param path says what is posted
   */
  String post(String path, String key) {
    List<String> members = new ArrayList<>();
    members.add("\"api_key\":" + value(quoted(key)));
    String kind = path.endsWith("events") ? "events" : path.endsWith("routes") ? "routes" : null;
    int count = random.nextInt(60) == 0 ? 21_000 : random.nextInt(4);
    String list =
        IntStream.range(0, count)
            .mapToObj(i -> count > 9 ? "{}" : entry(kind))
            .collect(Collectors.joining(",", "[", "]"));
    members.add("\"" + (kind == null ? "requests" : kind) + "\":" + value(list));
    if (random.nextInt(3) == 0) {
      members.add("\"privacy_level\":" + value("" + random.nextInt(3)));
    }
    if (random.nextInt(4) == 0) {
      members.add("\"service\":" + value("\"shop\"") + ",\"version\":" + value("\"1.0\""));
    }
    if (random.nextInt(6) == 0) {
      members.add("\"dropped\":{" + quoted(Odd.text(random)) + ":" + value("3") + "}");
    }
    if (random.nextInt(12) == 0) {
      members.add(members.get(random.nextInt(members.size())));
    }
    return "{" + String.join(",", members) + "}";
  }

  private String entry(String kind) {
    if ("routes".equals(kind)) {
      return value("\"GET /v1/items/{id}\"");
    }
    List<String> members = new ArrayList<>();
    members.add("\"created_at\":" + value(quoted(now.minusSeconds(random.nextInt(9_999)) + "")));
    if (kind == null) {
      members.add("\"method\":" + value("\"GET\""));
      members.add("\"status\":" + value("" + (100 + random.nextInt(500))));
      members.add("\"response_time\":" + value("" + random.nextInt(2_000)));
      number(members, "response_time_us", 2_000_000);
      number(members, "request_bytes", Integer.MAX_VALUE);
      number(members, "response_bytes", Integer.MAX_VALUE);
      number(members, "weight", 2_000_000);
      for (RequestField field : RequestField.values()) {
        text(members, field.wireName());
      }
    } else {
      members.add("\"name\":" + value("\"paid\""));
      number(members, "duration_us", 2_000_000);
      number(members, "value", Integer.MAX_VALUE);
      for (EventField field : EventField.values()) {
        text(members, field.wireName());
      }
      members.add("\"inputs\":{\"a\":" + value("1") + "}");
    }
    return "{" + String.join(",", members) + "}";
  }

  private void number(List<String> members, String name, int bound) {
    if (random.nextInt(4) == 0) {
      members.add("\"" + name + "\":" + value("" + random.nextInt(bound)));
    }
  }

  private void text(List<String> members, String name) {
    boolean known = name.equals("name") || name.equals("method") || name.equals("inputs");
    if (!known && random.nextInt(5) == 0) {
      members.add("\"" + name + "\":" + value(quoted(plausible(name))));
    }
  }

  private String plausible(String name) {
    return switch (name) {
      case "ip_address" -> "8.8." + random.nextInt(256) + ".8";
      case "user_agent" ->
          random.nextInt(3) == 0 ? Odd.text(random) : "curl/8." + random.nextInt(9);
      case "path", "route", "referrer" -> "/v1/items/" + random.nextInt(50);
      default -> random.nextInt(3) == 0 ? Odd.text(random) : "ada" + random.nextInt(20);
    };
  }

  private String value(String json) {
    return random.nextDouble() < oddity ? Odd.json(random) : json;
  }
}

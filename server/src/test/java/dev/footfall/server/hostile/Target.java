package dev.footfall.server.hostile;

import static dev.footfall.server.hostile.Odd.one;

import dev.footfall.server.web.EndpointList.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths and parameters of hostile requests. */
final class Target {
  private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");
  private static final List<String> WRONG_NAMES =
      List.of("", "Limit", "limit ", "limit\u0000", "limit[]", "__proto__", "key", "a.b", "\u00e9");

  private final Random random;
  private final String basePath;
  private final Projects projects;
  private final Asking asking;
  private final double oddity;

  Target(Random random, String basePath, Projects projects, Asking asking, double oddity) {
    this.random = random;
    this.basePath = basePath;
    this.projects = projects;
    this.asking = asking;
    this.oddity = oddity;
  }

  /**
   * @param names of the parameters that the call takes
   */
  String of(Call call, List<String> names) {
    String path =
        PLACE
            .matcher(call.path())
            .replaceAll(place -> Matcher.quoteReplacement(encoded(segment(place.group(1)))));
    String target = random.nextInt(12) == 0 ? bent(basePath + path) : basePath + path;
    List<String> parameters = new ArrayList<>();
    for (String name : names) {
      if (name.equals("format") || random.nextInt(6) == 0) {
        parameters.add(encoded(name) + "=" + encoded(value(name)));
      }
    }
    if (random.nextDouble() < oddity) {
      parameters.add(encoded(one(random, WRONG_NAMES)) + "=" + encoded(Odd.text(random)));
    }
    if (!parameters.isEmpty() && random.nextDouble() < oddity) {
      parameters.add(one(random, parameters));
    }
    if (random.nextInt(25) == 0) {
      parameters.add(one(random, List.of("", "=", "&&", "%", "%zz=1", "limit", "a=%ff", "#x")));
    }
    return parameters.isEmpty() ? target : target + "?" + String.join("&", parameters);
  }

  private String segment(String name) {
    if (random.nextDouble() < oddity) {
      return Odd.text(random);
    }
    return switch (name) {
      case "key" -> projects.own();
      case "userId" -> projects.share();
      case "page" -> "" + random.nextInt(3);
      default -> random.nextInt(3) == 0 ? "id" + random.nextInt(5) : one(random, projects.ids());
    };
  }

  private String value(String name) {
    if (random.nextDouble() < oddity) {
      return Odd.text(random);
    }
    return switch (name) {
      case "format" -> one(random, List.of("csv", "ndjson", "ndjson", "parquet"));
      case "limit", "page" -> "" + (1 + random.nextInt(60));
      case "starting_after", "ending_before" -> one(random, projects.ids());
      case "from", "to" -> asking.time();
      case "date", "dateFrom", "dateTo" -> "2026-11-" + (10 + random.nextInt(19));
      case "zone" -> asking.zone();
      case "search" -> asking.search();
      case "filters" -> asking.filters();
      case "status" -> "" + (100 + random.nextInt(500));
      case "columns" -> one(random, List.of("id", "path,status", "user_agent,created_at,cut"));
      case "compact", "header", "without_query_strings" -> "" + random.nextBoolean();
      case "users" -> "id_and_address";
      case "order_by" -> "Id descending";
      default -> one(random, List.of("ada", "8.8.8.8", "api.example.com", "US", "1"));
    };
  }

  private String bent(String path) {
    int slash = path.lastIndexOf('/');
    String head = path.substring(0, slash);
    String tail = path.substring(slash);
    return switch (random.nextInt(20)) {
      case 0 -> head + "/" + tail;
      case 1 -> head + "/." + tail;
      case 2 -> head + "/x/.." + tail;
      case 3 -> head + "/x/%2e%2e" + tail;
      case 4 -> head + "%2f" + tail.substring(1);
      case 5 -> head + "%5c" + tail.substring(1);
      case 6 -> head + ";a=b" + tail;
      case 7 -> path + ";jsessionid=1";
      case 8 -> path + "/";
      case 9 -> path.replace("a", "%61");
      case 10 -> path + "%00";
      case 11 -> path + "%c0%af" + "%e0%a4";
      case 12 -> path.toUpperCase(java.util.Locale.ROOT);
      case 13 -> "http://elsewhere.example:99999" + path;
      case 14 -> "http://localhost" + path;
      case 15 ->
          one(random, List.of("*", "localhost:80", "", "//", "/..", "?", "#", "http://", ":"));
      case 16 -> path + "/" + "x".repeat(random.nextInt(9_000));
      case 17 -> basePath + path;
      case 18 -> path.substring(basePath.length());
      default -> path + tail.repeat(random.nextInt(300));
    };
  }

  /** Percent-encoded; now and then twice, or not at all. */
  private String encoded(String text) {
    String encoded = encode(text);
    if (random.nextDouble() < oddity / 4) {
      return random.nextBoolean() ? encode(encoded) : text;
    }
    return encoded;
  }

  /** Lone surrogates too, as bytes that are not UTF-8. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
      if (Character.isSurrogate(c) && !pair) {
        encoded.append("%%ED%%%02X%%%02X".formatted(0x80 | c >> 6 & 0x3f, 0x80 | c & 0x3f));
      } else if (c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        String whole = pair ? text.substring(i, i + 2) : String.valueOf(c);
        for (byte each : whole.getBytes(StandardCharsets.UTF_8)) {
          encoded.append("%%%02X".formatted(each));
        }
        i += pair ? 1 : 0;
      }
    }
    return encoded.toString();
  }
}

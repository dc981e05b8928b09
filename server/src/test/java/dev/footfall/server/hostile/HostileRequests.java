package dev.footfall.server.hostile;

import static dev.footfall.server.hostile.Odd.one;

import dev.footfall.server.hostile.Hostile.Ending;
import dev.footfall.server.hostile.Hostile.Framing;
import dev.footfall.server.web.EndpointList.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Hostile requests by number: the same number of the same seed is the same request, but for keys
 * and times. Each begins as a right call of an endpoint, and then something goes wrong, or a few
 * things, or nothing.
 */
final class HostileRequests {
  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "POST",
          "PUT",
          "PATCH",
          "CONNECT",
          "QUERY",
          "BEFORE",
          "AFTER_MATCHED",
          "PROPFIND",
          "get",
          "G\u00cbT",
          "GE\u0000T",
          "MADEUP");
  private static final List<String> VERSIONS =
      List.of("HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1 ", "http/1.1", "HTTP/0.9", "", "X");
  private static final List<String> PAGES =
      List.of(
          "/",
          "/start.js",
          "/dashboard",
          "/dashboard/routes",
          "/assets/0123456789abcdef/footfall/app.js",
          "/api",
          "/no/such");
  private static final String QUERY = "/api/v1/query";

  private final long seed;
  private final List<Call> calls;
  private final Map<Call, List<String>> names;
  private final String basePath;
  private final Instant now;

  /**
   * @param names what each call takes, as far as it says so itself
   */
  HostileRequests(
      long seed, List<Call> calls, Map<Call, List<String>> names, String basePath, Instant now) {
    this.seed = seed;
    this.calls = calls;
    this.names = names;
    this.basePath = basePath;
    this.now = now;
  }

  Hostile request(long number, Projects projects) {
    // neighbouring seeds give random numbers that are alike
    Random random = new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
    random.nextInt();
    Call call = call(random);
    String method = call.method();
    if (random.nextInt(14) == 0) {
      method = random.nextInt(6) == 0 ? "M".repeat(random.nextInt(9_000)) : one(random, METHODS);
      call = called(method, call);
    }
    double oddity = random.nextBoolean() ? 0 : random.nextDouble() * 0.15;
    Asking asking = new Asking(random, oddity);
    Target target = new Target(random, basePath, projects, asking, oddity);
    Headers headers = new Headers(random, projects);
    headers.credential(call);
    byte[] body = body(random, call, method, projects, asking, oddity);
    if (body.length > 0 && random.nextInt(9) == 0) {
      body = Body.spoilt(random, body);
    }
    if (body.length > 0 && random.nextInt(8) == 0) {
      body = Body.oddGzip(random, body);
      headers.add("Content-Encoding: " + one(random, List.of("gzip", "gzip", "GZip", "br", "")));
    }
    headers.odd();
    Framing framing = framing(random, body);
    return new Hostile(
        number,
        call.path(),
        method,
        target.of(call, names.getOrDefault(call, List.of())),
        random.nextInt(50) == 0 ? one(random, VERSIONS) : "HTTP/1.1",
        headers.lines(),
        body,
        framing,
        ending(random, framing));
  }

  private Call call(Random random) {
    if (random.nextInt(40) == 0) {
      return new Call("GET", one(random, PAGES), "NOTHING", "nothing");
    }
    Call call = one(random, calls);
    // most that can go wrong is there
    return random.nextInt(6) > 0
        ? call
        : calls.stream().filter(each -> each.path().equals(QUERY)).findFirst().orElse(call);
  }

  /** The call that a method makes of another's path, which may need more. */
  private Call called(String method, Call call) {
    return calls.stream()
        .filter(each -> each.method().equals(method) && each.path().equals(call.path()))
        .findFirst()
        .orElse(call);
  }

  private byte[] body(
      Random random, Call call, String method, Projects projects, Asking asking, double oddity) {
    if (!List.of("POST", "PUT", "PATCH", "QUERY").contains(method) && random.nextInt(20) > 0) {
      return new byte[0];
    }
    if (call.path().equals(QUERY)) {
      return Body.of(asking.query());
    }
    if (call.need().equals("WRITE")) {
      return Body.of(new Posting(random, oddity, now).post(call.path(), projects.own()));
    }
    List<String> members = new ArrayList<>();
    for (String name : names.getOrDefault(call, List.of())) {
      if (random.nextInt(3) > 0) {
        boolean odd = random.nextInt(8) == 0 || random.nextDouble() < oddity;
        members.add(
            Odd.quoted(name)
                + ":"
                + (odd ? Odd.json(random) : usual(random, name, projects, asking)));
      }
    }
    return members.isEmpty() && random.nextBoolean()
        ? new byte[0]
        : Body.of("{" + String.join(",", members) + "}");
  }

  /** What goes with a name, so that endpoints which nothing else is known of are got into. */
  private static String usual(Random random, String name, Projects projects, Asking asking) {
    return switch (name) {
      case "key" -> Odd.quoted(projects.own());
      case "filters" -> asking.filters();
      case "search" -> Odd.quoted(asking.search());
      case "scope" -> one(random, List.of("\"read\"", "\"write\"", "\"admin\""));
      case "expires_at", "from", "to", "before", "until" -> Odd.quoted(asking.time());
      default -> one(random, List.of("\"ada\"", "1", "\"30d\"", "true", "null"));
    };
  }

  private static Framing framing(Random random, byte[] body) {
    if (random.nextInt(14) == 0) {
      return one(random, List.of(Framing.values()));
    }
    return body.length == 0
        ? random.nextInt(9) == 0 ? Framing.LENGTH : Framing.NONE
        : random.nextInt(5) == 0 ? Framing.CHUNKED : Framing.LENGTH;
  }

  private static Ending ending(Random random, Framing framing) {
    int die = random.nextInt(100);
    if (die < 3) {
      return Ending.GONE;
    }
    if (framing.isWhole() && die < 40) {
      return die < 22 ? Ending.HEALTH : Ending.CLIENT;
    }
    return Ending.LAST;
  }
}

package dev.footfall.benchmarks;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The posts of twenty services with two hundred routes and fifty thousand callers. A post is a
 * function of the seed and its number alone, so any number of threads may share the work. Sixteen
 * posts in a row are of the same time: that many instances record side by side. Thread-safe.
 */
final class ApiTraffic {

  private static final int SIDE_BY_SIDE = 16;
  private static final int WRONG_STATUS = 99;
  private static final int MOST_LATE_MILLIS = 600_000;
  private static final byte[] COMMA = {','};
  private static final byte[] END = JsonBytes.utf8("]}");
  private static final byte[] STATUS = JsonBytes.utf8("\"status\":");
  private static final byte[] MILLIS = JsonBytes.utf8(",\"response_time\":");
  private static final byte[] MICROS = JsonBytes.utf8(",\"response_time_us\":");
  private static final byte[] REQUEST_BYTES = JsonBytes.utf8(",\"request_bytes\":");
  private static final byte[] RESPONSE_BYTES = JsonBytes.utf8(",\"response_bytes\":");
  private static final byte[] CREATED_AT = JsonBytes.utf8(",\"created_at\":\"");
  private static final byte[] END_OF_RECORD = JsonBytes.utf8("\"}");
  private static final byte[][] ERRORS = {
    error("java.sql.SQLTransientConnectionException"),
    error("java.net.SocketTimeoutException"),
    error("java.lang.NullPointerException"),
    error("java.io.UncheckedIOException"),
    error("java.util.concurrent.TimeoutException"),
  };
  private static final int[] GOOD = {200, 200, 200, 200, 200, 200, 200, 201, 304, 204};
  private static final int[] CLIENT_ERRORS = {404, 401, 400, 429, 403, 409, 422};
  private static final int[] SERVER_ERRORS = {500, 503, 502, 504};

  private final long seed;
  private final String key;
  private final int recordsAPost;
  private final Timeline timeline;
  private final int wrong;
  private final CalledService[] services;
  private final Callers callers;

  /** With routes, and all of it as it has to be. */
  ApiTraffic(long seed, String key, int recordsAPost, Timeline timeline) {
    this(seed, key, recordsAPost, timeline, true, 0);
  }

  /**
   * @param routed whether records have the routes of their paths
   * @param wrong how many records of a post, its first, have a status that there is not
   */
  ApiTraffic(
      long seed, String key, int recordsAPost, Timeline timeline, boolean routed, int wrong) {
    SplittableRandom random = new SplittableRandom(seed);
    this.seed = random.nextLong();
    this.key = key;
    this.recordsAPost = recordsAPost;
    this.timeline = timeline;
    this.wrong = wrong;
    services = CalledService.all(random, routed);
    callers = new Callers(random);
  }

  private static byte[] error(String name) {
    return JsonBytes.utf8(",\"error\":\"" + name + "\"");
  }

  /** Writes the post of this number, from 0 on; its tally is of what is as it has to be. */
  void write(long number, Post to) {
    SplittableRandom random = new SplittableRandom(seed + number);
    long first = number / SIDE_BY_SIDE * SIDE_BY_SIDE * recordsAPost + number % SIDE_BY_SIDE;
    CalledService service = Skew.of(random, services);
    long createdMillis = 0;
    long responseMicros = 0;
    JsonBytes body = to.body;
    body.clear();
    body.add(service.head(key, timeline.millis(first), random));
    Bad bad = new Bad(service);
    for (int i = 0; i < recordsAPost; i++) {
      if (i > 0) {
        body.add(COMMA);
      }
      long at = timeline.millis(first + (long) i * SIDE_BY_SIDE) - late(random);
      boolean isWrong = i < wrong;
      int micros = record(body, service, at, bad.is(at), isWrong, random);
      if (!isWrong) {
        createdMillis += at;
        responseMicros += micros;
      }
    }
    body.add(END);
    to.id = new UUID(random.nextLong(), random.nextLong());
    to.tally = new Tally(recordsAPost - wrong, createdMillis, responseMicros);
  }

  /** How much earlier than its place says: most a bit, few a lot. */
  private static int late(SplittableRandom random) {
    return random.nextInt(random.nextInt(500) == 0 ? MOST_LATE_MILLIS : 1_000);
  }

  private int record(
      JsonBytes body,
      CalledService service,
      long at,
      boolean bad,
      boolean isWrong,
      SplittableRandom random) {
    boolean probe = random.nextInt(60) == 0;
    CalledRoute route = probe ? service.probe(random) : service.route(random);
    int status = probe ? 404 : status(bad, random);
    int micros = route.micros(random);
    route.addPath(body, random);
    body.add(callers.next(random)).add(STATUS).add(isWrong ? WRONG_STATUS : status);
    body.add(MILLIS).add((micros + 500) / 1_000).add(MICROS).add(micros);
    int requestBytes = route.requestBytes(random);
    if (requestBytes > 0) {
      body.add(REQUEST_BYTES).add(requestBytes);
    }
    int responseBytes = route.responseBytes(random);
    if (responseBytes > 0 && status != 304) {
      body.add(RESPONSE_BYTES).add(responseBytes);
    }
    if (status >= 500) {
      body.add(Skew.of(random, ERRORS));
    }
    body.add(CREATED_AT).addTime(at).add(END_OF_RECORD);
    return micros;
  }

  private static int status(boolean bad, SplittableRandom random) {
    int perMille = random.nextInt(1_000);
    if (perMille < (bad ? 400 : 4)) {
      return SERVER_ERRORS[Skew.index(random, SERVER_ERRORS.length)];
    }
    return perMille >= 950
        ? CLIENT_ERRORS[Skew.index(random, CLIENT_ERRORS.length)]
        : GOOD[random.nextInt(GOOD.length)];
  }

  /** Whether an hour is a bad one of the service, asked once an hour. */
  private static final class Bad {
    private static final long HOUR_MILLIS = 3_600_000;
    private final CalledService service;
    private long hour = Long.MIN_VALUE;
    private boolean is;

    Bad(CalledService service) {
      this.service = service;
    }

    boolean is(long at) {
      if (at / HOUR_MILLIS != hour) {
        hour = at / HOUR_MILLIS;
        is = service.isBad(at);
      }
      return is;
    }
  }
}

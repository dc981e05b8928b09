package dev.footfall.server.hostile;

import dev.footfall.server.ServerProcess;
import dev.footfall.server.web.EndpointList;
import dev.footfall.server.web.EndpointList.Call;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Hostile requests from several sides at once, and what came of them. */
final class Siege {
  static final String ADMIN_TOKEN = "the-operators-own-token";

  private static final int SIDES = 6;
  private static final int ENOUGH_FAULTS = 20;
  private static final int PLANTED = 200;
  private static final Pattern KNOWN = Pattern.compile("known are ([^.]+)\\.$");
  private static final Pattern TROUBLE =
      Pattern.compile("\\b(WARN|ERROR)\\b|Exception|^\\tat ", Pattern.MULTILINE);

  /** The answer itself is judged. */
  private static final Pattern ANSWERED = Pattern.compile(".* A call was answered with 503: .*");

  private final String basePath;
  private final int port;
  private final Path log;
  private final List<Call> calls = EndpointList.calls();
  private final Map<Call, List<String>> names = new LinkedHashMap<>();
  private final Account honest;
  private final Account own;
  private final Account hidden;
  private final String marker = "hidden" + UUID.randomUUID().toString().replace("-", "");
  private final Projects projects;
  private final HostileRequests requests;
  private final Judge judge;

  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Hostile> latest = new ConcurrentHashMap<>();
  private final AtomicLong slowestNanos = new AtomicLong();
  private long logRead;

  Siege(ServerProcess server, String basePath, Path log, long seed) throws Exception {
    this.basePath = basePath;
    this.port = server.port();
    this.log = log;
    String url = "http://127.0.0.1:" + port + basePath;
    honest = Account.at(url, ADMIN_TOKEN);
    own = Account.at(url, ADMIN_TOKEN);
    hidden = Account.at(url, ADMIN_TOKEN);
    own.post(IntStream.range(0, PLANTED).mapToObj(i -> "/planted/" + i).toList(), "ada");
    own.postEvents("ada");
    hidden.post(IntStream.range(0, PLANTED).mapToObj(i -> "/" + marker).toList(), marker);
    hidden.postEvents(marker);
    List<String> ids = new ArrayList<>(own.ids());
    ids.addAll(hidden.ids());
    String other = Account.at(url, ADMIN_TOKEN).key();
    projects = new Projects(own.key(), own.shareId(), other, expendable(), ADMIN_TOKEN, ids);
    for (Call call : calls) {
      names.put(call, names(call));
    }
    requests = new HostileRequests(seed, calls, names, basePath, Instant.now());
    judge = new Judge(calls, basePath, List.of(marker, hidden.key(), hidden.shareId()));
  }

  /** What a call says that it takes, when it is sent something else. */
  private List<String> names(Call call) throws Exception {
    String path = call.path().replace("{userId}", projects.share()).replaceAll("\\{[^}]+}", "1");
    boolean get = call.method().equals("GET");
    boolean destructive = !call.need().startsWith("READ");
    String message =
        new Account(own.url(), destructive ? expendable() : own.key())
            .ask(call.method(), get ? path + "?no_such=1" : path, get ? "" : "{\"no_such\":1}")
            .path("message")
            .asText();
    Matcher known = KNOWN.matcher(message);
    return known.find() ? List.of(known.group(1).split(", ")) : List.of();
  }

  private String expendable() throws IOException, InterruptedException {
    return Account.at(own.url(), ADMIN_TOKEN).key();
  }

  /** Sends the requests with these numbers. */
  void send(long from, long to) throws InterruptedException {
    AtomicLong next = new AtomicLong(from);
    List<Thread> sides = new ArrayList<>();
    for (int i = 0; i < SIDES; i++) {
      int side = i;
      Thread thread = new Thread(() -> attack(side, next, to), "hostile-" + side);
      thread.start();
      sides.add(thread);
    }
    for (Thread side : sides) {
      side.join();
    }
  }

  private void attack(int side, AtomicLong next, long to) {
    try {
      Connection connection = new Connection(port, side, basePath);
      Projects mine = projects;
      long number = next.getAndIncrement();
      while (number < to && faults.size() < ENOUGH_FAULTS) {
        if (number % 10 == 0) {
          mine = projects.withExpendable(expendable());
        }
        if (number % 200 == 0) {
          honest.isServed();
        }
        Hostile request = requests.request(number, mine);
        latest.put(side, request);
        exchange(connection, request, mine);
        readLog();
        number = next.getAndIncrement();
      }
    } catch (Exception | AssertionError e) {
      faults.add("the siege broke off, or an honest client was not served: " + e + "\n" + latest);
    }
  }

  private void exchange(Connection connection, Hostile request, Projects mine)
      throws InterruptedException {
    long begin = System.nanoTime();
    try {
      List<Reply> replies = connection.send(request);
      String nothing = request.ending() == Hostile.Ending.GONE ? "gone" : "none";
      count(request.template(), replies.isEmpty() ? nothing : "" + replies.get(0).status());
      for (String fault : judge.faults(request, mine, replies)) {
        faults.add(fault + "\n" + request + "\n" + replies);
      }
    } catch (SocketTimeoutException | HttpTimeoutException e) {
      faults.add("not answered: " + e + "\n" + request);
    } catch (IOException e) {
      if (request.ending() == Hostile.Ending.CLIENT) {
        // the client's own limits, or a body that was not read to its end
        count(request.template(), "broken");
      } else {
        faults.add("not an answer: " + e + "\n" + request);
      }
    }
    slowestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
  }

  private void count(String template, String outcome) {
    counts.computeIfAbsent(template + " " + outcome, key -> new AtomicLong()).incrementAndGet();
    counts.computeIfAbsent(outcome, key -> new AtomicLong()).incrementAndGet();
  }

  /** What the server says while it goes on; who made it say so is among the latest. */
  private synchronized void readLog() {
    try {
      if (Files.size(log) == logRead) {
        return;
      }
      byte[] all = Files.readAllBytes(log);
      String news = new String(all, (int) logRead, all.length - (int) logRead);
      logRead = all.length;
      boolean tells = projects.secrets().stream().anyMatch(news::contains);
      if (TROUBLE.matcher(ANSWERED.matcher(news).replaceAll("")).find()
          || tells
          || news.contains(marker)) {
        faults.add("in the server's log: " + news + "\n" + latest.values());
      }
    } catch (IOException e) {
      faults.add("no log: " + e);
    }
  }

  /** Whether what belongs to others is still there and the honest are served. */
  void checkOthers() throws Exception {
    readLog();
    honest.isServed();
    check("planted records", own.count("path:/planted/*"), PLANTED);
    check("hidden records", hidden.count("path:/" + marker), PLANTED);
    check("all hidden records", hidden.count(""), PLANTED);
    if (!honest.ask("GET", "/api/health", "").path("status").asText().equals("healthy")) {
      faults.add("the server is not healthy");
    }
  }

  private void check(String what, long is, long should) {
    if (is != should) {
      faults.add(is + " " + what + " instead of " + should);
    }
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /** Calls whose handlers no request has reached. */
  List<Call> unreached() {
    return calls.stream()
        .filter(
            call ->
                counts.keySet().stream()
                    .noneMatch(
                        key ->
                            key.startsWith(call.path() + " ")
                                && !key.matches(".* (401|403|gone|none)")))
        .toList();
  }

  /** How many requests ended so; {@code none} are those that were closed on. */
  long count(String outcome) {
    AtomicLong count = counts.get(outcome);
    return count == null ? 0 : count.get();
  }

  @Override
  public String toString() {
    return "slowest %d ms, %s".formatted(slowestNanos.get() / 1_000_000, new TreeMap<>(counts));
  }
}

package dev.footfall.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A web application that brings the library in its own jars comes and goes many times, with a
 * server that answers and one that hangs, with and without a spool. Nothing of it stays behind.
 */
final class RedeployTest {

  private static final int ROUNDS = Integer.getInteger("footfall.redeploy.rounds", 50);
  private static final String KEY = "841018cf-1111-4222-8333-444455556666";

  /** Well below the 15 s for which an idle connection is kept. */
  private static final Duration UNTIL_DISCONNECTED = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** OkHttp's and Okio's threads, which the whole JVM shares, end 60 s after their last use. */
  private static final Duration UNTIL_IDLE_THREADS_END = Duration.ofSeconds(100);

  /** What a round is about; a spool that is left to a later round is emptied by it. */
  private enum Kind {
    HANGING,
    HANGING_SPOOLED,
    SPOOLED,
    ANSWERING,
    VERIFYING;

    List<String> paths() {
      return this == VERIFYING
          ? List.of("/one", "/verify")
          : List.of("/one", "/two", "/async", "/error");
    }

    boolean hangs() {
      return this == HANGING || this == HANGING_SPOOLED;
    }

    boolean spools() {
      return this == SPOOLED || this == HANGING_SPOOLED;
    }
  }

  @TempDir Path scratch;

  private final StandIn server = new StandIn();
  private final Tomcat tomcat = new Tomcat();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final Logger loaderLog = Logger.getLogger("org.apache.catalina.loader");
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          complaints.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void start() throws Exception {
    loaderLog.addHandler(listener);
    tomcat.setBaseDir(Files.createDirectory(scratch.resolve("tomcat")).toString());
    tomcat.setSilent(true);
    tomcat.setPort(0);
    tomcat.setAddDefaultWebXmlToWebapp(false);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getHost();
    // It would be taken for a thread of the application that it looks at.
    tomcat.getEngine().setBackgroundProcessorDelay(-1);
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    loaderLog.removeHandler(listener);
    tomcat.stop();
    tomcat.destroy();
    server.close();
  }

  @Test
  void application_whenUndeployed_leavesNothingBehind() throws Exception {
    WebApplication application =
        new WebApplication(Files.createDirectory(scratch.resolve("application")));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    Map<Reference<ClassLoader>, String> loaders = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Kind kind = Kind.values()[round % Kind.values().length];
      application.configure(initParams(kind));
      server.hang(kind.hangs());
      ClassLoader loader = deployAndUndeploy(application, round, kind);
      loaders.put(new WeakReference<>(loader, collected), kind + " of round " + round);
      loader = null;

      assertThat(threads(thread -> thread.getName().startsWith("footfall")))
          .as("threads after the undeploy of round %s", round)
          .isEmpty();
      assertThat(server.awaitUnconnected(UNTIL_DISCONNECTED))
          .as("round %s disconnects", round)
          .isTrue();
      assertThat(complaints).as("what the container complains of").isEmpty();
      if (kind != Kind.HANGING) {
        expected.addAll(kind.paths().stream().map(contextPath(round)::concat).toList());
      }
    }

    assertThat(server.stored().stream().map(r -> r.get("path").asText()).toList())
        .filteredOn(path -> !path.equals("/footfall-verify"))
        .containsExactlyInAnyOrderElementsOf(expected);

    long deadline = System.nanoTime() + UNTIL_IDLE_THREADS_END.toNanos();
    Predicate<Thread> isOfAnApplication =
        thread -> !before.contains(thread) && !isTheSurroundings(thread);
    for (Thread thread : threads(isOfAnApplication)) {
      thread.join(millisUntil(deadline));
    }
    assertThat(threads(isOfAnApplication)).as("threads that stay").isEmpty();
    while (!loaders.isEmpty() && deadline - System.nanoTime() > 0) {
      System.gc();
      for (Reference<?> gone = collected.remove(500); gone != null; gone = collected.poll()) {
        loaders.remove(gone);
      }
    }
    assertThat(loaders.values()).as("class loaders that stay").isEmpty();
    assertThat(complaints).as("what the container complains of later").isEmpty();
  }

  private Map<String, String> initParams(Kind kind) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("apiKey", KEY);
    params.put("serverUrl", server.url());
    params.put("framework", "Express");
    params.put("flushInterval", "100ms");
    if (kind.hangs()) {
      params.put("shutdownTimeout", "1s");
    }
    if (kind.spools()) {
      params.put("spoolDirectory", scratch.resolve("spool").toString());
    }
    return params;
  }

  private ClassLoader deployAndUndeploy(WebApplication application, int round, Kind kind)
      throws Exception {
    int hungBefore = server.hung();
    Context context =
        tomcat.addWebapp(
            tomcat.getHost(),
            contextPath(round),
            application.folder().toString(),
            new ContextConfig());
    ClassLoader loader = context.getLoader().getClassLoader();
    for (Class<?> type : WebApplication.OWN) {
      assertThat(loader.loadClass(type.getName()).getClassLoader()).isSameAs(loader);
    }
    for (String path : kind.paths()) {
      assertThat(get(contextPath(round) + path + "?key=" + KEY + "&url=" + server.url()))
          .isEqualTo(path.equals("/error") ? 503 : 200);
    }
    if (kind.hangs()) {
      assertThat(server.awaitHung(hungBefore + 1, PATIENCE)).as("the post hangs").isTrue();
    }
    tomcat.getHost().removeChild(context);
    return loader;
  }

  private static String contextPath(int round) {
    return "/round-" + round;
  }

  private int get(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path)
                .toURL()
                .openConnection();
    // No thread of the client's own, to keep connections alive.
    connection.setRequestProperty("Connection", "close");
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  /** Of the JVM itself, the container or the server. */
  private static boolean isTheSurroundings(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return (group != null && group.getName().equals("system"))
        || thread.getName().startsWith("http-nio-")
        || thread.getName().startsWith(StandIn.THREADS);
  }

  private static List<Thread> threads(Predicate<Thread> wanted) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .filter(wanted)
        .toList();
  }

  private static long millisUntil(long deadline) {
    return Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
  }
}

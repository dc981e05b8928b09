package dev.footfall.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one start of the server took.
 *
 * @param millis from the start of the process to the end of its first answer, which says healthy
 * @param processorMillis processor time used until then
 * @param restingMegabytes resident memory once it has rested
 */
record ServerStart(double millis, double processorMillis, double restingMegabytes) {

  /** The jar that people start. */
  static final Path JAR = Path.of("..", "server", "target", "footfall-server.jar");

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String LISTENS = " listens on ";
  private static final int HEALTHY = 200;

  /** Starts a server without flags for the JVM, and ends it after its rest. */
  static ServerStart of(Path data, Duration rest) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(JAVA, "-jar", JAR.toString(), "--port", "0", "--data", data.toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("FOOTFALL_"));
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      expectHealthy(url(process));
      double millis = (System.nanoTime() - start) / 1e6;
      double processorMillis =
          process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
      Thread.sleep(rest.toMillis());
      return new ServerStart(millis, processorMillis, residentMegabytes(process));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static String url(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains(LISTENS)) {
        return line.substring(line.indexOf(LISTENS) + LISTENS.length());
      }
      said.add(line);
    }
    throw new IllegalStateException("the server did not start: " + said);
  }

  private static void expectHealthy(String url) throws IOException {
    HttpURLConnection health =
        (HttpURLConnection) URI.create(url + "/api/health").toURL().openConnection();
    if (health.getResponseCode() != HEALTHY) {
      throw new IllegalStateException("the server is not healthy");
    }
    health.getInputStream().readAllBytes();
    health.disconnect();
  }

  /** Linux only. */
  private static double residentMegabytes(Process process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElseThrow();
  }
}

package dev.footfall.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as it is shipped, in a process of its own. */
final class ServerProcess implements AutoCloseable {

  private static final Path JAR = Path.of("..", "server", "target", "footfall-server.jar");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final Pattern LISTENS = Pattern.compile("listens on http://[^:]+:(\\d+)");
  private static final Pattern TROUBLE = Pattern.compile(" (WARN|ERROR) ");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TERMINATED = 143;

  private final Process process;
  private final BufferedReader output;
  private final int port;
  private final double startMillis;

  private ServerProcess(Process process, long start) throws IOException {
    this.process = process;
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    port = awaitPort();
    try (HttpConnection connection = new HttpConnection(port)) {
      if (connection.get("/api/health", "").status() != 200) {
        throw new IllegalStateException("the server is not healthy");
      }
    }
    startMillis = (System.nanoTime() - start) / 1e6;
    Thread rest = new Thread(this::passOnTrouble, "server output");
    rest.setDaemon(true);
    rest.start();
  }

  /** Returns once it says that it is healthy. */
  static ServerProcess start(Path data) throws IOException {
    if (Files.notExists(JAR)) {
      throw new IllegalStateException(
          JAR + " is not there: mvn -q package -DskipTests -pl server -am makes it");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                JAVA,
                "-jar",
                JAR.toString(),
                "--port",
                "0",
                "--accept-any-key",
                "--data",
                data.toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("FOOTFALL_"));
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      return new ServerProcess(process, start);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private int awaitPort() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        return Integer.parseInt(listens.group(1));
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("the server did not start: " + said);
  }

  private void passOnTrouble() {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (TROUBLE.matcher(line).find()) {
          System.err.println(line);
        }
      }
    } catch (IOException e) {
      // the process is ended, and its output closed
    }
  }

  int port() {
    return port;
  }

  /** From the start of the process to the first answer that says healthy. */
  double startMillis() {
    return startMillis;
  }

  /** Processor time used since its start. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Megabytes of memory that it has now; Linux alone tells. */
  String residentMegabytes() throws IOException {
    return status("VmRSS:");
  }

  /** Megabytes of memory that it had at most. */
  String mostResidentMegabytes() throws IOException {
    return status("VmHWM:");
  }

  private String status(String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (Files.notExists(status)) {
      return "–";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Table.figure(Long.parseLong(line.replaceAll("\\D", "")) * 1_024 / 1e6))
        .findFirst()
        .orElse("–");
  }

  /** Ends it as an operator does; then everything is in the data file. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        || process.exitValue() != TERMINATED) {
      throw new IllegalStateException("the server did not stop as it should");
    }
  }

  /** Ends it at once when it is still there. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}

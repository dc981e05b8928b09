package dev.footfall.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real main class in a process of its own, to be killed. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("listens on http://[^:]+:(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private int port;

  private ServerProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Starts a server and waits until it listens. */
  static ServerProcess start(Path data, Path out, String... prefix) {
    ServerProcess server = run(out, prefix, "--port", "0", "--data", data.toString());
    server.awaitPort();
    return server;
  }

  /** The same with these flags beside those that it must have. */
  public static ServerProcess startWith(Path data, Path out, String... flags) {
    List<String> all = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
    all.addAll(List.of(flags));
    ServerProcess server = run(out, new String[0], all.toArray(String[]::new));
    server.awaitPort();
    return server;
  }

  /** Starts the main class with these flags. */
  static ServerProcess run(Path out, String[] prefix, String... flags) {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // half of what starting costs is compiling what runs but once
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
    if (Runtime.version().feature() > 21) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(flags));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      return new ServerProcess(process, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** What it holds of the machine's memory. */
  long residentBytes() {
    try (Stream<String> lines = Files.lines(proc().resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files in a folder as the server sees it. */
  List<Path> files(Path folder) {
    Path seen = proc().resolve("root").resolve(folder.toString().substring(1));
    try (Stream<Path> files = Files.list(seen)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return java().pid();
  }

  private Path proc() {
    return Path.of("/proc", Long.toString(java().pid()));
  }

  public String output() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  void kill() {
    java().destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM. */
  void terminate() {
    java().destroy();
  }

  /** The server itself, not what it was started by. */
  private ProcessHandle java() {
    return process.descendants().findFirst().orElse(process.toHandle());
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running: " + output());
    }
    return process.exitValue();
  }

  private void awaitPort() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Matcher line = LISTENS.matcher(output());
      if (line.find()) {
        port = Integer.parseInt(line.group(1));
        return;
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("ended: " + output());
      }
      Thread.onSpinWait();
    }
    throw new IllegalStateException("does not listen: " + output());
  }

  @Override
  public void close() {
    kill();
  }
}

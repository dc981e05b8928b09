package dev.footfall.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A {@link TrafficMain} in a process of its own: to be killed, or stopped. */
final class ClientProcess implements AutoCloseable {

  private final Process process;
  private final String prefix;
  private final Thread reader;
  private final List<Recorded> recorded = new ArrayList<>();
  private volatile String lastLine = "";
  private volatile long killedAt = Long.MAX_VALUE;

  /** A request that the process has told of, and when it was recorded. */
  record Recorded(String path, long epochMillis) {}

  /** What a process said at its end. */
  record Totals(long delivered, long dropped, long queued, long inFlight, long spooled) {}

  private ClientProcess(Process process, String prefix) {
    this.process = process;
    this.prefix = prefix;
    reader = new Thread(this::read, "client-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a client whose paths begin with this. */
  static ClientProcess start(Stage stage, Path spool, String prefix, Duration flushInterval) {
    return start(JavaProcess.of(TrafficMain.class), stage, spool, prefix, flushInterval);
  }

  static ClientProcess start(
      JavaProcess java, Stage stage, Path spool, String prefix, Duration flushInterval) {
    Process process =
        java.arguments(
                stage.proxy().url(),
                stage.key(),
                spool.toString(),
                prefix,
                Long.toString(flushInterval.toMillis()))
            .start(builder -> builder.redirectError(ProcessBuilder.Redirect.INHERIT));
    return new ClientProcess(process, prefix);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] words = line.split(" ");
        // a kill may cut the last line off
        if (words[0].equals("recorded") && words.length == 3 && words[2].length() == 13) {
          synchronized (recorded) {
            recorded.add(new Recorded(prefix + words[1], Long.parseLong(words[2])));
          }
        }
        lastLine = line;
      }
    } catch (IOException e) {
      // the JDK closes the pipe under a reader when the process is destroyed
      lastLine = e.toString();
    }
  }

  /** Waits until it has recorded for this long. */
  void awaitTraffic(Duration time) {
    Await.until(() -> trafficMillis() >= time.toMillis(), () -> "no traffic: " + lastLine);
  }

  private long trafficMillis() {
    synchronized (recorded) {
      return recorded.isEmpty()
          ? -1
          : recorded.get(recorded.size() - 1).epochMillis() - recorded.get(0).epochMillis();
    }
  }

  /** SIGKILL. */
  void kill() {
    killedAt = System.currentTimeMillis();
    process.destroyForcibly();
    process.onExit().join();
    awaitOutput();
  }

  /** Has it flush, close and end. */
  Totals stop() {
    try {
      process.getOutputStream().write("stop\n".getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
      if (!process.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("does not stop: " + lastLine);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    awaitOutput();
    String[] words = lastLine.split(" ");
    return new Totals(
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]));
  }

  private void awaitOutput() {
    try {
      reader.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** When it was killed. */
  long killedAt() {
    return killedAt;
  }

  /** What it has recorded and told of. */
  List<Recorded> recorded() {
    synchronized (recorded) {
      return List.copyOf(recorded);
    }
  }

  /** How long it went without recording anything, at worst: it should record every few. */
  long widestGapMillis() {
    List<Recorded> all = recorded();
    long widest = 0;
    for (int i = 1; i < all.size(); i++) {
      widest = Math.max(widest, all.get(i).epochMillis() - all.get(i - 1).epochMillis());
    }
    return widest;
  }

  /** The paths of what it has recorded and told of. */
  Set<String> paths() {
    Set<String> paths = new HashSet<>();
    recorded().forEach(one -> paths.add(one.path()));
    return paths;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}

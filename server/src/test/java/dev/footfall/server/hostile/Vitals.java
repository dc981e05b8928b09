package dev.footfall.server.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server holds.
 *
 * @param heapBytes what is alive on the heap
 * @param threads those of the pool that answers and of the JVM itself left out
 * @param files that are open, sockets left out
 * @param sockets that are open
 * @param leftovers files that exports and large queries left in the data folder
 */
record Vitals(long heapBytes, long threads, long files, long sockets, long leftovers) {
  private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)$", Pattern.MULTILINE);
  private static final Pattern COMES_AND_GOES =
      Pattern.compile("(JettyServerThre|qtp|C1 Comp|C2 Comp|G1 |GC Thread|Attach Listener).*");
  private static final long HEAP_GROWTH = 40_000_000;
  private static final int SLACK = 6;

  static Vitals of(long pid, Path data) throws IOException {
    long heap = heap(pid);
    Path proc = Path.of("/proc", Long.toString(pid));
    long sockets = links(proc).stream().filter(link -> link.startsWith("socket:")).count();
    return new Vitals(
        heap,
        list(proc.resolve("task")).stream()
            .filter(task -> !COMES_AND_GOES.matcher(read(task.resolve("comm"))).lookingAt())
            .count(),
        links(proc).size() - sockets,
        sockets,
        list(data.resolve("exports")).size() + list(data.resolve("footfall.duckdb.tmp")).size());
  }

  /** What has grown since. */
  List<String> growth(Vitals before) {
    List<String> growth = new ArrayList<>();
    compare(growth, "bytes of heap", before.heapBytes + HEAP_GROWTH, heapBytes);
    compare(growth, "threads", before.threads + SLACK, threads);
    compare(growth, "open files", before.files + SLACK, files);
    compare(growth, "sockets", before.sockets + 4 * SLACK, sockets);
    compare(growth, "files left", 0, leftovers);
    return growth;
  }

  private static void compare(List<String> growth, String what, long most, long is) {
    if (is > most) {
      growth.add(is + " " + what + " instead of " + most + " at most");
    }
  }

  /** The histogram counts what is alive, after a collection. */
  private static long heap(long pid) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return TOTAL
        .matcher(histogram)
        .results()
        .mapToLong(total -> Long.parseLong(total.group(1)))
        .findFirst()
        .orElseThrow(() -> new IOException(histogram));
  }

  private static List<String> links(Path proc) {
    List<String> links = new ArrayList<>();
    for (Path link : list(proc.resolve("fd"))) {
      try {
        links.add(Files.readSymbolicLink(link).toString());
      } catch (IOException e) {
        // closed meanwhile
      }
    }
    return links;
  }

  private static List<Path> list(Path folder) {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      // a thread that ended meanwhile
      return "GC Thread";
    }
  }
}

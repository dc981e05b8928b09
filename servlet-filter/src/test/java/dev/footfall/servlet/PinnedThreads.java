package dev.footfall.servlet;

import dev.footfall.Analytics;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Watches for virtual threads that block their carrier, however shortly, by the JVM's own events.
 */
final class PinnedThreads implements AutoCloseable {

  private static final Set<URL> LIBRARY =
      Set.of(placeOf(AnalyticsFilter.class), placeOf(Analytics.class));

  private final Recording recording = new Recording();

  PinnedThreads() {
    recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
    recording.start();
  }

  /**
   * Ends the watch.
   *
   * @param scratch where a file may be written
   * @return the stacks of those that the library has pinned, or what it has called
   */
  List<List<String>> byTheLibrary(Path scratch) throws IOException {
    recording.stop();
    Path file = scratch.resolve("pinned.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .map(PinnedThreads::stack)
        .filter(PinnedThreads::isTheLibrarys)
        .map(stack -> stack.stream().map(PinnedThreads::text).toList())
        .toList();
  }

  private static List<RecordedFrame> stack(RecordedEvent event) {
    return event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
  }

  /** The filter is below all that an application does: what is behind the chain is not its. */
  private static boolean isTheLibrarys(List<RecordedFrame> stack) {
    return stack.stream()
        .map(frame -> frame.getMethod().getType().getName())
        .takeWhile(type -> !type.equals("org.apache.catalina.core.ApplicationFilterChain"))
        .anyMatch(PinnedThreads::isOfTheLibrary);
  }

  private static boolean isOfTheLibrary(String type) {
    if (!type.startsWith("dev.footfall.")) {
      return false;
    }
    try {
      return LIBRARY.contains(placeOf(Class.forName(type.replaceFirst("\\$.*", ""))));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL placeOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static String text(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  @Override
  public void close() {
    recording.close();
  }
}

package dev.footfall.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts a main class of this class path in a process of its own. */
final class JavaProcess {

  private final List<String> prefix = new ArrayList<>();
  private final List<String> command = new ArrayList<>();

  private JavaProcess() {}

  static JavaProcess of(Class<?> mainClass) {
    JavaProcess java = new JavaProcess();
    java.command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // half of what starting costs is compiling what runs but once
    java.command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData", "-Xmx256m"));
    if (Runtime.version().feature() > 21) {
      java.command.add("--enable-native-access=ALL-UNNAMED");
    }
    java.command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
    return java;
  }

  /** Bounds the size of every file that the process writes, as a full disk would; 512 B blocks. */
  JavaProcess fileSizeLimit(int blocks) {
    prefix.addAll(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    return this;
  }

  JavaProcess arguments(String... arguments) {
    command.addAll(List.of(arguments));
    return this;
  }

  Process start(Consumer<ProcessBuilder> streams) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all);
    streams.accept(builder);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.footfall.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A new process with {@link SpringHelloApplication}.
 *
 * @param recording whether the starter must be found at work in it
 */
record StartUp(String classpath, List<String> arguments, boolean recording) {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /**
   * From the start of the process to the end of its first answer: the first request has its price
   * too, and a clock outside sees what happens before {@code main}.
   */
  double millis() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-cp", classpath));
    command.add(SpringHelloApplication.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    Process process = builder.start();
    try {
      int port = port(process);
      try (KeptConnection connection = new KeptConnection(port)) {
        connection.ask();
        return (System.nanoTime() - start) / 1e6;
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private int port(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      String[] words = line.split(" ", -1);
      if (line.startsWith(SpringHelloApplication.READY)) {
        if (Boolean.parseBoolean(words[2]) != recording) {
          throw new IllegalStateException("recording should be " + recording);
        }
        return Integer.parseInt(words[1]);
      }
    }
    throw new IllegalStateException("the application did not start");
  }
}

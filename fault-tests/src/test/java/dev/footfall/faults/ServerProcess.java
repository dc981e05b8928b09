package dev.footfall.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.server.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server in a process of its own: to be killed, started again, and asked what it has. */
final class ServerProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on http://[^:]+:(\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path folder;
  private final List<String> flags;
  private Process process;
  private int port;
  private int starts;

  /** Starts a server on any free port, with data and output in this folder, and these flags. */
  ServerProcess(Path folder, String... flags) {
    this.folder = folder;
    this.flags = List.of(flags);
    start();
  }

  int port() {
    return port;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it on the same data and, from the second time on, the same port. */
  void start() {
    Path output = folder.resolve("server-" + ++starts + ".log");
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(
        List.of("--port", Integer.toString(port), "--data", folder.resolve("data").toString()));
    process =
        JavaProcess.of(Main.class)
            .arguments(arguments.toArray(String[]::new))
            .start(builder -> builder.redirectErrorStream(true).redirectOutput(output.toFile()));
    Await.until(() -> listens(output), () -> "the server does not listen: " + read(output));
  }

  private boolean listens(Path output) {
    Matcher line = LISTENS.matcher(read(output));
    if (line.find()) {
      port = Integer.parseInt(line.group(1));
      return true;
    }
    if (!process.isAlive()) {
      throw new AssertionError("the server has ended: " + read(output));
    }
    return false;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String newKey() {
    return ask(HttpRequest.newBuilder(uri("/api/generate"))).asText();
  }

  /** The paths of all requests that are stored under the key. */
  List<String> storedPaths(String key) {
    List<String> paths = new ArrayList<>();
    for (int page = 1; ; page++) {
      JsonNode rows =
          ask(HttpRequest.newBuilder(uri("/api/data?page=" + page)).header("X-AUTH-TOKEN", key));
      if (rows.isEmpty()) {
        return paths;
      }
      rows.forEach(row -> paths.add(row.get("path").asText()));
    }
  }

  /** The names of the newest thousand events that are stored under the key. */
  List<String> storedEvents(String key) {
    List<String> names = new ArrayList<>();
    ask(HttpRequest.newBuilder(uri("/api/v1/logs/events?limit=1000")).header("X-AUTH-TOKEN", key))
        .get("data")
        .forEach(event -> names.add(event.get("name").asText()));
    return names;
  }

  private URI uri(String path) {
    return URI.create(url() + path);
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}

package dev.footfall.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Keeps the demo's key from one start to the next: the server has no more than its hash. The file
 * is for its owner's eyes only.
 */
final class KeyFile {

  private final HttpClient client;
  private final String serverUrl;
  private final Path file;

  KeyFile(HttpClient client, String serverUrl, Path file) {
    this.client = client;
    this.serverUrl = serverUrl;
    this.file = file;
  }

  /** The key of the last start, or a new one if there is none or the server has forgotten it. */
  String key() {
    try {
      if (Files.exists(file)) {
        String key = Files.readString(file).strip();
        if (isKnown(key)) {
          return key;
        }
        Files.delete(file);
      }
      String key = generate();
      write(key);
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isKnown(String key) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(serverUrl + "/api/v1/logs/requests?limit=1"))
                .header("X-AUTH-TOKEN", key)
                .build())
            .statusCode()
        == 200;
  }

  private String generate() throws IOException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(serverUrl + "/api/generate"))
                .POST(BodyPublishers.noBody())
                .build());
    if (answer.statusCode() != 200) {
      throw new DemoException("The server made no key: %s.".formatted(answer.body()));
    }
    // a JSON string without escapes
    return answer.body().strip().replace("\"", "");
  }

  private void write(String key) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly = {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    Files.createFile(file, posix ? ownerOnly : new FileAttribute<?>[0]);
    Files.writeString(file, key + "\n", StandardOpenOption.WRITE);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

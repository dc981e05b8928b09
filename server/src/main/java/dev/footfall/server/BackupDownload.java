package dev.footfall.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Fetches a backup; a file has its name only once it is whole and on the disk. */
final class BackupDownload {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final URI server;
  private final @Nullable String adminToken;

  BackupDownload(URI server, @Nullable String adminToken) {
    this.server = server;
    this.adminToken = adminToken;
  }

  /** Returns the bytes written. */
  long to(Path file) throws IOException, InterruptedException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      HttpResponse<InputStream> answer = ask();
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != OK) {
          throw new IOException("the server answered " + answer.statusCode() + ": " + said(body));
        }
        write(answer, body, part);
      }
      Files.move(part, file);
      sync(file.toAbsolutePath().resolveSibling("."));
      return Files.size(file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private HttpResponse<InputStream> ask() throws IOException, InterruptedException {
    String base = server.toString();
    URI url = URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/backup");
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (adminToken != null) {
      request.header("Authorization", "Bearer " + adminToken);
    }
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_WITHIN)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private static String said(InputStream body) throws IOException {
    return new ObjectMapper().readTree(body).path("message").asText();
  }

  private static void write(HttpResponse<InputStream> answer, InputStream body, Path part)
      throws IOException {
    // What a killed backup left is of no use.
    Files.deleteIfExists(part);
    Files.createFile(part);
    if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
    }
    MessageDigest digest = sha256();
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      long bytes = body.transferTo(out);
      channel.force(true);
      long expected = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
      if (bytes != expected) {
        throw new IOException(bytes + " bytes arrived of " + expected);
      }
    }
    String sent = answer.headers().firstValue("Repr-Digest").orElse("");
    String arrived = "sha-256=:" + Base64.getEncoder().encodeToString(digest.digest()) + ":";
    if (!sent.equals(arrived)) {
      throw new IOException("what arrived is not what was sent");
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}

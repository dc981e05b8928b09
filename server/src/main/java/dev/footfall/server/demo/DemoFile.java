package dev.footfall.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.server.store.AccessToken;
import dev.footfall.server.store.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps what the demo must know at its next start. For its owner's eyes only: it has the key. */
final class DemoFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  DemoFile(Path file) {
    this.file = file;
  }

  /**
   * What is known.
   *
   * @param end of the year
   * @param records in the year, about
   */
  record Content(ApiKey key, AccessToken token, Instant end, int records, Filled filled) {
    static Content fresh(Instant end, int records) {
      return new Content(
          ApiKey.random(), AccessToken.random(), end, records, new Filled(end, end, end, end));
    }

    Content with(Filled now) {
      return new Content(key, token, end, records, now);
    }
  }

  /** What was kept, or null: nothing, or nothing that can be read. */
  @Nullable Content read() throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      ApiKey key = ApiKey.parse(json.path("key").asText());
      AccessToken token = AccessToken.parse(json.path("token").asText());
      return key == null || token == null
          ? null
          : new Content(
              key,
              token,
              time(json, "end"),
              json.path("records").asInt(),
              new Filled(
                  time(json, "filling_from"),
                  time(json, "filled_from"),
                  time(json, "filled_to"),
                  time(json, "filling_to")));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  void write(Content content) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("key", content.key().secret());
    json.put("token", content.token().secret());
    json.put("end", content.end().toString());
    json.put("records", content.records());
    json.put("filling_from", content.filled().fillingFrom().toString());
    json.put("filled_from", content.filled().from().toString());
    json.put("filled_to", content.filled().to().toString());
    json.put("filling_to", content.filled().fillingTo().toString());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly = {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    Files.createFile(part, isPosix ? ownerOnly : new FileAttribute<?>[0]);
    Files.write(part, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Instant time(JsonNode json, String name) {
    return Instant.parse(json.path(name).asText());
  }
}

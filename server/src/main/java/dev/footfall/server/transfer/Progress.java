package dev.footfall.server.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How far an import came, in a small file that is replaced as a whole: where to go on, what the
 * server counted, and what was under way, of which nobody knows whether it arrived.
 */
final class Progress {
  /** How long a server knows the id of a batch. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final Path file;
  private final ObjectNode state;

  private Progress(Path file, ObjectNode state) {
    this.file = file;
    this.state = state;
  }

  /** Begins, or goes on where the file says. */
  static Progress open(Path file, Source source, Remote to) throws IOException {
    ObjectNode known = read(file);
    Source.Identity identity =
        source.identity(known == null ? -1 : known.path("source_bytes").asLong());
    ObjectNode state = Translation.JSON.createObjectNode();
    state.put("server", to.url());
    state.put("key_hash", to.keyHash());
    state.put("source_bytes", identity.bytes());
    state.put("source_hash", identity.hash());
    if (known != null) {
      requireSame(file, known, state);
      state = known;
    }
    Progress progress = new Progress(file, state);
    try {
      progress.write();
    } catch (IOException e) {
      throw new UnusableException(
          "The file that notes the progress, "
              + file
              + ", cannot be written: name another one with --state.");
    }
    return progress;
  }

  Position position() {
    return new Position(state.path("offset").asLong(), state.path("number").asLong(1));
  }

  /** The number where a window ended that was begun before, or the highest there is. */
  long until() {
    return state.path("under_way_until").asLong(Long.MAX_VALUE);
  }

  /** Whether what was under way may be known no more, so that it may be stored twice. */
  boolean isForgotten(Instant now) {
    try {
      return state.has("under_way_until")
          && Instant.parse(state.path("since").asText()).plus(REMEMBERED).isBefore(now);
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  long count(String name) {
    return state.path(name).asLong();
  }

  void begin(Position end, Instant now) throws IOException {
    if (!state.has("under_way_until")) {
      state.put("under_way_until", end.number());
      state.put("since", now.toString());
    }
    write();
  }

  void advance(Position end, long read, long accepted, long rejected) throws IOException {
    state.put("offset", end.offset());
    state.put("number", end.number());
    state.remove("under_way_until");
    state.remove("since");
    state.put("read", count("read") + read);
    state.put("accepted", count("accepted") + accepted);
    state.put("rejected", count("rejected") + rejected);
    write();
  }

  private static @Nullable ObjectNode read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode state = Translation.JSON.readTree(Files.readAllBytes(file));
      if (state instanceof ObjectNode object && object.has("source_hash")) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    throw new UnusableException(
        "The file " + file + " does not note an import's progress: name another with --state.");
  }

  private static void requireSame(Path file, ObjectNode known, ObjectNode now) {
    for (String field : new String[] {"server", "key_hash", "source_hash"}) {
      if (!known.path(field).equals(now.path(field))) {
        throw new UnusableException(
            "The file "
                + file
                + " notes the progress of an import "
                + (field.equals("source_hash")
                    ? "of something else"
                    : "to " + known.path("server").asText() + " with another key or URL")
                + ": name another with --state, or remove it to begin anew.");
      }
    }
  }

  /** Synced: what follows must not be lost while this is kept, nor the other way round. */
  private void write() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(Translation.JSON.writeValueAsBytes(state));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

package dev.footfall;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what {@link SpoolFile} has written, and believes none of it unchecked. */
final class SpoolReader {

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");

  private final ByteBuffer file;
  private final ByteBuffer records;
  private final BitSet skips = new BitSet();
  private int[] ends = new int[64];
  private int count;

  /** The file is not what its name says: torn, altered, or of another format. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Batch rest;

    Damaged(String message, @Nullable Batch rest) {
      super(message);
      this.rest = rest;
    }

    /** What could be read of it, null if nothing. */
    @Nullable Batch rest() {
      return rest;
    }
  }

  private SpoolReader(byte[] file) {
    this.file = ByteBuffer.wrap(file);
    records = ByteBuffer.allocate(file.length);
  }

  /**
   * Reads a whole file.
   *
   * @param id the batch that it should hold
   * @throws Damaged if anything in it is not as it was written
   */
  static Batch read(Path path, UUID id, long sinceNanos) throws IOException {
    SpoolReader reader = new SpoolReader(Files.readAllBytes(path));
    Header header = reader.header();
    if (!header.id.equals(id)) {
      throw new Damaged("it is another batch than its name says", null);
    }
    boolean whole = reader.frames();
    Batch batch = reader.batch(header, sinceNanos);
    if (!whole) {
      throw new Damaged("it cannot be read from byte " + reader.file.position() + " on", batch);
    }
    return batch;
  }

  private Batch batch(Header header, long sinceNanos) {
    return new Batch(
        header.id,
        header.kind,
        header.origin,
        0,
        Arrays.copyOf(records.array(), records.position()),
        Arrays.copyOf(ends, count),
        skips,
        sinceNanos,
        0);
  }

  /**
   * Cuts off what a killed process has left half-written at a file's end.
   *
   * @return how many records are left
   * @throws Damaged if not even its header can be read
   */
  static int mend(Path path) throws IOException {
    SpoolReader reader = new SpoolReader(Files.readAllBytes(path));
    reader.header();
    if (!reader.frames()) {
      log.warn(
          "Footfall: the last {} bytes of {} are torn, as a crash leaves them, and are cut off",
          reader.file.remaining(),
          path);
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(reader.file.position());
        channel.force(true);
      }
    }
    return reader.count;
  }

  private record Header(UUID id, Batch.Kind kind, Origin origin) {}

  private Header header() throws Damaged {
    try {
      if (file.getInt() != SpoolFile.MAGIC) {
        throw new Damaged("it is no spooled batch", null);
      }
      int version = file.getInt();
      if (version != SpoolFile.VERSION) {
        throw new Damaged("its format version is " + version, null);
      }
      ByteBuffer block = block();
      if (block == null) {
        throw new Damaged("its header is damaged", null);
      }
      return new Header(
          new UUID(block.getLong(), block.getLong()),
          block.getInt() == SpoolFile.EVENTS ? Batch.Kind.EVENTS : Batch.Kind.REQUESTS,
          new Origin(block.getInt(), text(block), text(block), text(block), text(block)));
    } catch (BufferUnderflowException e) {
      throw new Damaged("its header is cut off", null);
    }
  }

  private static @Nullable String text(ByteBuffer block) {
    byte[] text = new byte[Math.max(0, Math.min(block.getInt(), block.remaining()))];
    block.get(text);
    return text.length == 0 ? null : new String(text, StandardCharsets.UTF_8);
  }

  /** Takes in the frames up to the first that is not whole; whether all are. */
  private boolean frames() {
    boolean whole = true;
    while (whole && file.hasRemaining()) {
      whole = frame();
    }
    return whole;
  }

  /** Takes in the next frame; false, and nothing taken, if it is not whole. */
  private boolean frame() {
    int start = file.position();
    ByteBuffer block = block();
    if (block == null || !takeIn(block)) {
      file.position(start);
      return false;
    }
    return true;
  }

  private boolean takeIn(ByteBuffer block) {
    int n = block.remaining() < 4 ? -1 : block.getInt();
    int head = n < 0 || n > block.remaining() / 4 ? -1 : 4 * n + SpoolFile.skipBytes(n);
    if (head < 0 || head > block.remaining()) {
      return false;
    }
    if (count + n > ends.length) {
      ends = Arrays.copyOf(ends, Math.max(ends.length * 2, count + n));
    }
    for (int i = 0; i < n; i++) {
      ends[count + i] = block.getInt();
    }
    byte[] bits = new byte[SpoolFile.skipBytes(n)];
    block.get(bits);
    BitSet.valueOf(bits).stream().forEach(bit -> skips.set(count + bit));
    records.put(block);
    count += n;
    return true;
  }

  /** The body of the next block, or null if it is not whole. */
  private @Nullable ByteBuffer block() {
    if (file.remaining() < SpoolFile.BLOCK_HEAD) {
      return null;
    }
    int length = file.getInt();
    int checksum = file.getInt();
    if (length < 0 || length > file.remaining()) {
      return null;
    }
    ByteBuffer body = file.slice(file.position(), length);
    if (SpoolFile.checksum(body) != checksum) {
      return null;
    }
    file.position(file.position() + length);
    return body;
  }
}

package dev.footfall;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One batch on disk. Big-endian:
 *
 * <pre>
 * 4  magic "FTFL"
 * 4  format version, 1
 * 8  CRC-32C of all that follows
 * 16 the batch's id
 * 8  when it was formed, milliseconds since 1970
 * 4  kind: 0 requests, 1 events
 * 4  privacy level
 *    service, environment, instance and version, each as
 *      4  length in bytes, 0 where there is none
 *         UTF-8
 * 4  number of records n
 * 4n index behind each record
 * 4  length of the skips
 *    the skips, a bit for each record
 * 4  length of the records
 *    the records, JSON objects joined by commas
 * </pre>
 *
 * A file is written beside its place, synced and moved there, so that a name that ends in {@code
 * .batch} is whole or damaged later, never half-written.
 */
final class SpoolFile {

  static final String SUFFIX = ".batch";
  static final String UNFINISHED = ".tmp";

  private static final int MAGIC = 0x4654464c;
  private static final int VERSION = 1;
  private static final int HEADER = 16;

  private SpoolFile() {}

  /** What was read: the batch's parts, and when it was formed. */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Content(
      UUID id,
      Batch.Kind kind,
      Origin origin,
      long formedEpochMillis,
      byte[] records,
      int[] ends,
      BitSet skips) {}

  static int sizeOf(Batch batch) {
    int fixed = HEADER + 16 + 8 + 4 + 4 + 4 + 4 + 4;
    int origin = 0;
    for (byte[] text : texts(batch.origin())) {
      origin += 4 + text.length;
    }
    return fixed + origin + 4 * batch.count() + skipBytes(batch).length + batch.bytes();
  }

  private static final byte[] NONE = new byte[0];

  private static List<byte[]> texts(Origin origin) {
    return Stream.of(origin.service(), origin.environment(), origin.instance(), origin.version())
        .map(text -> text == null ? NONE : text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static @Nullable String readText(ByteBuffer buffer) {
    byte[] text = new byte[buffer.getInt()];
    buffer.get(text);
    return text.length == 0 ? null : new String(text, StandardCharsets.UTF_8);
  }

  /** Writes a batch durably. */
  static void write(Path file, Batch batch, long formedEpochMillis) throws IOException {
    byte[] skips = skipBytes(batch);
    ByteBuffer buffer = ByteBuffer.allocate(sizeOf(batch));
    buffer.putInt(MAGIC).putInt(VERSION).putLong(0);
    buffer.putLong(batch.id().getMostSignificantBits());
    buffer.putLong(batch.id().getLeastSignificantBits());
    buffer.putLong(formedEpochMillis);
    buffer.putInt(batch.kind() == Batch.Kind.REQUESTS ? 0 : 1);
    buffer.putInt(batch.origin().privacyLevel());
    texts(batch.origin()).forEach(text -> buffer.putInt(text.length).put(text));
    buffer.putInt(batch.count());
    for (int end : batch.ends()) {
      buffer.putInt(end);
    }
    buffer.putInt(skips.length).put(skips);
    buffer.putInt(batch.bytes()).put(batch.records());
    buffer.putLong(8, checksum(buffer.array()));
    buffer.flip();

    Path beside = file.resolveSibling(file.getFileName() + UNFINISHED);
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OwnerOnly.restrict(beside, "rw-------");
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(beside);
      throw e;
    }
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Reads a batch.
   *
   * @throws IOException if it cannot be read, or is torn, damaged or of another format
   */
  static Content read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      if (buffer.getInt() != MAGIC) {
        throw new IOException("it is no spooled batch");
      }
      int version = buffer.getInt();
      if (version != VERSION) {
        throw new IOException("its format version is " + version);
      }
      if (buffer.getLong() != checksum(bytes)) {
        throw new IOException("its checksum is wrong");
      }
      UUID id = new UUID(buffer.getLong(), buffer.getLong());
      long formedEpochMillis = buffer.getLong();
      Batch.Kind kind = buffer.getInt() == 0 ? Batch.Kind.REQUESTS : Batch.Kind.EVENTS;
      Origin origin =
          new Origin(
              buffer.getInt(),
              readText(buffer),
              readText(buffer),
              readText(buffer),
              readText(buffer));
      int[] ends = new int[buffer.getInt()];
      for (int i = 0; i < ends.length; i++) {
        ends[i] = buffer.getInt();
      }
      byte[] skips = new byte[buffer.getInt()];
      buffer.get(skips);
      byte[] records = new byte[buffer.getInt()];
      buffer.get(records);
      return new Content(id, kind, origin, formedEpochMillis, records, ends, BitSet.valueOf(skips));
    } catch (BufferUnderflowException e) {
      throw new IOException("it is cut off", e);
    }
  }

  private static byte[] skipBytes(Batch batch) {
    return batch.skips().toByteArray();
  }

  private static long checksum(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file, HEADER, file.length - HEADER);
    return crc.getValue();
  }
}

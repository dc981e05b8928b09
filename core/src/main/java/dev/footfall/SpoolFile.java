package dev.footfall;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One batch on disk, written a frame at a time while the batch grows. Big-endian; a block is
 *
 * <pre>
 * 4  length of its body
 * 4  CRC-32C of its body
 *    body
 * </pre>
 *
 * and a file is
 *
 * <pre>
 * 4  magic "FTFL"
 * 4  format version, 1
 * a block, the header:
 *    16 the batch's id
 *    4  kind: 0 requests, 1 events
 *    4  privacy level
 *       service, environment, instance and version, each as
 *         4  length in bytes, 0 where there is none
 *            UTF-8
 * blocks, the frames, each:
 *    4  number of records n
 *    4n index behind each record, counted from the first record of the file
 *       a bit for each record: whether a hosted service will leave it out; lowest bit first,
 *       rounded up to bytes
 *       the records: JSON objects, a comma before each but the file's first
 * </pre>
 *
 * A process that is killed may leave its last frame torn: {@link SpoolReader#mend} cuts it off.
 */
final class SpoolFile implements Closeable {

  static final int MAGIC = 0x4654464c;
  static final int VERSION = 1;
  static final int BLOCK_HEAD = 8;
  static final int EVENTS = 1;

  private static final byte[] NONE = new byte[0];

  private final SpoolName name;
  private final Path path;
  private FileChannel channel;
  private long length;
  private int records;

  private SpoolFile(SpoolName name, Path path, FileChannel channel) {
    this.name = name;
    this.path = path;
    this.channel = channel;
  }

  /** Begins a file, which only its owner may read. */
  static SpoolFile create(Path folder, SpoolName name, Batch.Kind kind, Origin origin)
      throws IOException {
    Path path = folder.resolve(name.toString());
    SpoolFile file =
        new SpoolFile(
            name,
            path,
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    try {
      OwnerOnly.restrict(path, "rw-------");
      file.write(header(name.id(), kind, origin));
      syncFolder(path);
      return file;
    } catch (IOException e) {
      file.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static ByteBuffer header(UUID id, Batch.Kind kind, Origin origin) {
    List<byte[]> texts =
        Stream.of(origin.service(), origin.environment(), origin.instance(), origin.version())
            .map(text -> text == null ? NONE : text.getBytes(StandardCharsets.UTF_8))
            .toList();
    int body = 16 + 4 + 4 + texts.stream().mapToInt(text -> 4 + text.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(8 + BLOCK_HEAD + body);
    buffer.putInt(MAGIC).putInt(VERSION);
    int head = buffer.position();
    buffer.position(head + BLOCK_HEAD);
    buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    buffer.putInt(kind == Batch.Kind.EVENTS ? EVENTS : 0).putInt(origin.privacyLevel());
    texts.forEach(text -> buffer.putInt(text.length).put(text));
    return sealed(buffer, head);
  }

  /** How much a frame of these records takes. */
  static int sizeOf(Slice slice) {
    return BLOCK_HEAD
        + 4
        + 4 * slice.count()
        + skipBytes(slice.count())
        + (slice.end() - slice.start());
  }

  static int skipBytes(int records) {
    return (records + 7) / 8;
  }

  /** Writes these records, the ones that follow what is there, and waits until they are on disk. */
  void append(Slice slice) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(sizeOf(slice));
    buffer.position(BLOCK_HEAD);
    buffer.putInt(slice.count());
    for (int i = slice.from(); i < slice.to(); i++) {
      buffer.putInt(slice.ends()[i]);
    }
    int skips = buffer.position();
    buffer.put(slice.skips().get(slice.from(), slice.to()).toByteArray());
    buffer.position(skips + skipBytes(slice.count()));
    buffer.put(slice.records(), slice.start(), slice.end() - slice.start());
    write(sealed(buffer, 0));
    records = slice.to();
  }

  private static ByteBuffer sealed(ByteBuffer buffer, int head) {
    ByteBuffer body = buffer.duplicate().flip().position(head + BLOCK_HEAD);
    buffer.putInt(head, body.remaining()).putInt(head + 4, checksum(body));
    return buffer.flip();
  }

  static int checksum(ByteBuffer body) {
    CRC32C crc = new CRC32C();
    crc.update(body.duplicate());
    return (int) crc.getValue();
  }

  /** What a write that failed has left behind is cut off before anything follows it. */
  private void write(ByteBuffer buffer) throws IOException {
    int bytes = buffer.remaining();
    if (!channel.isOpen()) {
      // An interrupt of this thread closes it.
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
    }
    if (channel.size() > length) {
      channel.truncate(length);
    }
    channel.position(length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
    length += bytes;
  }

  /** How many records are on disk. */
  int records() {
    return records;
  }

  long length() {
    return length;
  }

  SpoolName name() {
    return name;
  }

  Path path() {
    return path;
  }

  /** Makes a file's name last, where the file system lets a folder be synced. */
  static void syncFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot; there the name is as durable as the system makes it.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

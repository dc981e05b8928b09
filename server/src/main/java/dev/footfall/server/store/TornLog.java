package dev.footfall.server.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A write-ahead log in which the engine finds no commit: the first one was torn while it was
 * written, so that nobody was told that it is stored, or the log is damaged.
 *
 * <p>A log has a header and entries, each with its size, its checksum and its bytes; a commit ends
 * with an entry that says so.
 */
final class TornLog {
  private static final int MAX_HEADER = 64;

  /** The kind of the entry is a version. */
  private static final byte[] BEGIN = {0x64, 0x00, 0x62};

  private static final byte[] END_OF_HEADER = {(byte) 0xff, (byte) 0xff};

  /** The size of an entry that ends a commit, and its bytes behind the checksum. */
  private static final byte[] END_SIZE = {5, 0, 0, 0, 0, 0, 0, 0};

  private static final byte[] END = {0x64, 0x00, 0x64, (byte) 0xff, (byte) 0xff};

  private static final int CHECKSUM_BYTES = Long.BYTES;
  private static final int HEAD_BYTES = Long.BYTES + CHECKSUM_BYTES;

  /** Far above that of any entry, far below what other bytes would make of it. */
  private static final long MAX_ENTRY = 1L << 30;

  private final ByteBuffer bytes;

  TornLog(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  static boolean isTornInItsFirstCommit(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      return channel.size() <= Integer.MAX_VALUE
          && new TornLog(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()))
              .isTornInItsFirstCommit();
    }
  }

  boolean isTornInItsFirstCommit() {
    int header = endOfHeader();
    return header >= 0 && !hasCommit() && entriesAreLikely(header);
  }

  /** Where the first entry begins, or would; below 0 when it does not begin like a log. */
  private int endOfHeader() {
    for (int i = 0; i < Math.min(BEGIN.length, bytes.limit()); i++) {
      if (bytes.get(i) != BEGIN[i]) {
        return -1;
      }
    }
    int end = Math.min(MAX_HEADER, bytes.limit());
    for (int i = BEGIN.length; i < end; i++) {
      if (matches(i, END_OF_HEADER)) {
        return i + END_OF_HEADER.length;
      }
    }
    return bytes.limit() < MAX_HEADER ? bytes.limit() : -1;
  }

  /** Wherever it is: a size on the way there may be damaged. */
  private boolean hasCommit() {
    for (int i = 0; i < bytes.limit(); i++) {
      if (matches(i, END_SIZE) && matches(i + HEAD_BYTES, END)) {
        return true;
      }
    }
    return false;
  }

  private boolean entriesAreLikely(int first) {
    long at = first;
    while (at + Long.BYTES <= bytes.limit()) {
      long size = bytes.getLong((int) at);
      if (size < 0 || size > MAX_ENTRY) {
        return false;
      }
      at += HEAD_BYTES + size;
    }
    return true;
  }

  private boolean matches(int at, byte[] expected) {
    if (at + expected.length > bytes.limit()) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes.get(at + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}

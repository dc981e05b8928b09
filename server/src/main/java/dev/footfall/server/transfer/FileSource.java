package dev.footfall.server.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A file of CSV, NDJSON or one JSON array, as its first bytes show; plain or gzip. */
final class FileSource implements Source {
  private static final int HEAD_BYTES = 65_536;
  private static final int GZIP = 0x1f;

  private final Path file;
  private final Translation translation;

  FileSource(Path file, Translation translation) {
    this.file = file;
    this.translation = translation;
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnusableException("There is no readable file " + file + ".");
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Identity identity(long bytes) throws IOException {
    int wanted = bytes < 0 ? HEAD_BYTES : (int) Math.min(bytes, HEAD_BYTES);
    try (InputStream in = plain()) {
      byte[] head = in.readNBytes(wanted);
      return new Identity(head.length, hash(head));
    }
  }

  @Override
  public Entries open(Position position) throws IOException {
    InputStream in = plain();
    try {
      int first = first(in);
      if (first == '[') {
        ArrayEntries array = new ArrayEntries(in, translation, 1);
        array.skip(position.number() - 1);
        return array;
      }
      TextBytes text = new TextBytes(in);
      text.skipByteOrderMark();
      return first == '{' || first < 0
          ? new LineEntries(text, translation, position)
          : new CsvEntries(text, translation, position);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private InputStream plain() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    in.mark(1);
    int first = in.read();
    in.reset();
    return first == GZIP ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  /** The first byte of the text, or -1 when there is none. */
  private static int first(InputStream in) throws IOException {
    in.mark(1_000);
    byte[] begin = in.readNBytes(1_000);
    in.reset();
    if (begin.length >= 2 && Arrays.equals(begin, 0, 2, new byte[] {-1, -2}, 0, 2)) {
      throw new UnusableException("The file is in UTF-16: save it as UTF-8.");
    }
    for (byte b : begin) {
      // blanks and the bytes of a mark in UTF-8
      if (b > ' ' || (b < 0 && b != (byte) 0xef && b != (byte) 0xbb && b != (byte) 0xbf)) {
        return b & 0xff;
      }
    }
    return -1;
  }
}

package dev.footfall.server.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file with records. */
final class FileSource implements Source {
  private static final int HEAD_BYTES = 65_536;

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
      return TextFormat.entries(in, translation, position);
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
    InputStream raw = Files.newInputStream(file);
    try {
      return TextFormat.plain(raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}

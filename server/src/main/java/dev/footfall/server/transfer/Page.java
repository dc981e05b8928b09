package dev.footfall.server.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * An answer of another server, in a file of its own that is gone when it is closed: read to its end
 * before the first of its records is used, so that the server waits for nobody.
 */
final class Page extends InputStream {
  private final Path file;
  private final InputStream in;

  private Page(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static Page get(Remote from, String path) throws IOException, InterruptedException {
    Path file = Files.createTempFile("footfall-import", ".page");
    try {
      boolean gzip = from.get(path, file);
      InputStream raw = new BufferedInputStream(Files.newInputStream(file));
      return new Page(file, gzip ? new BufferedInputStream(new GZIPInputStream(raw)) : raw);
    } catch (IOException | RuntimeException | InterruptedException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return in.read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
    Files.deleteIfExists(file);
  }
}

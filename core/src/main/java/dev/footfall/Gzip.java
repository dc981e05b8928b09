package dev.footfall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses posts at level 1: records repeat so much that more effort gains little. */
final class Gzip {

  private Gzip() {}

  static byte[] compress(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 6 + 64);
    try (OutputStream gzip = new Fast(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }

  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 8_192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

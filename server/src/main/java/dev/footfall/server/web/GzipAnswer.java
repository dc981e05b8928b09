package dev.footfall.server.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Compresses an answer when asked, unless it is too short to be worth it. */
final class GzipAnswer extends OutputStream {
  private static final int MIN_GZIP_BYTES = 1_000;

  private static final Pattern GZIP =
      Pattern.compile(
          "(^|,)\\s*gzip\\s*(;\\s*q=(1(\\.0*)?|0\\.0*[1-9][0-9]*)\\s*)?(,|$)",
          Pattern.CASE_INSENSITIVE);

  private final Context ctx;
  private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
  private @Nullable FastGzip gzip;

  private GzipAnswer(Context ctx) {
    this.ctx = ctx;
  }

  /** Writes the bytes of an answer. */
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  static void send(Context ctx, Body body) throws IOException {
    ctx.res().addHeader("Vary", "Accept-Encoding");
    if (isAsked(ctx.header("Accept-Encoding"))) {
      try (GzipAnswer out = new GzipAnswer(ctx)) {
        body.write(out);
        out.finish();
      }
    } else {
      body.write(ctx.res().getOutputStream());
    }
  }

  static boolean isAsked(@Nullable String accept) {
    return accept != null && GZIP.matcher(accept).find();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    FastGzip out = gzip;
    if (out == null && begin.size() + length < MIN_GZIP_BYTES) {
      begin.write(bytes, offset, length);
      return;
    }
    if (out == null) {
      ctx.header("Content-Encoding", "gzip");
      out = new FastGzip(ctx.res().getOutputStream());
      gzip = out;
      begin.writeTo(out);
    }
    out.write(bytes, offset, length);
  }

  /** Only a whole answer gets its end: no reader takes a part for the whole. */
  private void finish() throws IOException {
    if (gzip == null) {
      begin.writeTo(ctx.res().getOutputStream());
    } else {
      gzip.finish();
    }
  }

  /** Gives the memory free; sends nothing. */
  @Override
  public void close() {
    if (gzip != null) {
      gzip.end();
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 16_384);
      def.setLevel(Deflater.BEST_SPEED);
    }

    void end() {
      def.end();
    }
  }
}

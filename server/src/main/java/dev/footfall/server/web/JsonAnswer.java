package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes JSON straight to the response, gzipped when asked. */
final class JsonAnswer {
  /** When writing fails half-way the JSON stays open: no reader takes a part for the whole. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

  private static final int MIN_GZIP_BYTES = 1_000;

  private static final Pattern GZIP =
      Pattern.compile(
          "(^|,)\\s*gzip\\s*(;\\s*q=(1(\\.0*)?|0\\.0*[1-9][0-9]*)\\s*)?(,|$)",
          Pattern.CASE_INSENSITIVE);

  private JsonAnswer() {}

  /** Writes the body. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static void stream(Context ctx, Body body) throws IOException {
    ctx.contentType("application/json");
    ctx.res().addHeader("Vary", "Accept-Encoding");
    boolean gzip = acceptsGzip(ctx.header("Accept-Encoding"));
    if (gzip) {
      try (GzipAnswer out = new GzipAnswer(ctx)) {
        write(out, body);
        out.finish();
      }
    } else {
      write(ctx.res().getOutputStream(), body);
    }
  }

  /** Nothing is flushed when the body fails: then nothing may be sent, so that an error can be. */
  private static void write(OutputStream out, Body body) throws IOException {
    JsonGenerator json =
        FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    body.write(json);
    json.close();
  }

  static void send(Context ctx, int status, Body body) throws IOException {
    ctx.status(status).contentType("application/json");
    try (JsonGenerator json = FACTORY.createGenerator(ctx.res().getOutputStream())) {
      body.write(json);
    }
  }

  static boolean acceptsGzip(@Nullable String accept) {
    return accept != null && GZIP.matcher(accept).find();
  }

  /** Compresses an answer unless it is too short to be worth it. */
  private static final class GzipAnswer extends OutputStream {
    private final Context ctx;
    private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
    private @Nullable FastGzip gzip;

    GzipAnswer(Context ctx) {
      this.ctx = ctx;
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

    void finish() throws IOException {
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

package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.javalin.http.Context;
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
      ctx.header("Content-Encoding", "gzip");
    }
    OutputStream raw = ctx.res().getOutputStream();
    // Not closed when the body fails: then nothing may be sent, so that an error can be.
    OutputStream out = gzip ? new FastGzip(raw) : raw;
    JsonGenerator json =
        FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    body.write(json);
    json.close();
    if (out instanceof FastGzip compressed) {
      compressed.finish();
    }
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

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 16_384);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

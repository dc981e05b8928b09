package dev.footfall.javalin;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** The contract's pages with much to take in or to give. */
final class TransferPages {

  private TransferPages() {}

  static void configure(JavalinConfig config) {
    config.http.compressionStrategy = CompressionStrategy.GZIP;
    config.routes.get("/download", TransferPages::download);
    config.routes.post("/upload", TransferPages::upload);
    config.routes.post("/form", TransferPages::form);
    config.routes.get("/large", ctx -> ctx.result("footfall ".repeat(10_000)));
    config.routes.get("/ticks", TransferPages::ticks);
    config.routes.ws(
        "/socket", socket -> socket.onMessage(ctx -> ctx.send("echo " + ctx.message())));
    config.routes.get("/thread", ctx -> ctx.result(kindOfThread()));
  }

  private static void download(Context ctx) throws IOException {
    int mib = Integer.parseInt(ctx.queryParam("mib"));
    ctx.contentType("application/octet-stream");
    ctx.res().setContentLengthLong((long) mib << 20);
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i % 251);
    }
    OutputStream out = ctx.outputStream();
    for (int i = 0; i < mib << 4; i++) {
      out.write(block);
    }
  }

  private static void upload(Context ctx) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    InputStream in = ctx.bodyInputStream();
    for (int n; (n = in.read(buffer)) >= 0; length += n) {
      checksum.update(buffer, 0, n);
    }
    ctx.result(length + " bytes, " + checksum.getValue());
  }

  private static void form(Context ctx) {
    UploadedFile file = ctx.uploadedFile("file");
    ctx.result(
        "name %s, file %s of %d".formatted(ctx.formParam("name"), file.filename(), file.size()));
  }

  /** Server-sent events, on a thread of Javalin's executor; {@code sse} would ask for an Accept. */
  private static void ticks(Context ctx) {
    int count = Integer.parseInt(ctx.queryParam("count"));
    long millis = Long.parseLong(ctx.queryParam("millis"));
    ctx.contentType("text/event-stream");
    SseClient client = new SseClient(ctx);
    ctx.async(
        task -> task.timeout = 0,
        () -> {
          long start = System.nanoTime();
          for (int i = 0; i < count && !client.terminated(); i++) {
            client.sendEvent("tick " + i);
            // by the clock, so that many small delays do not add up
            long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Thread.sleep(Math.max(0, (i + 1) * millis - passed));
          }
        });
  }

  private static String kindOfThread() {
    try {
      Object virtual = Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
      return virtual.equals(true) ? "virtual" : "platform";
    } catch (NoSuchMethodException e) {
      return "platform";
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.footfall.servlet;

import static dev.footfall.servlet.TestApp.pause;

import dev.footfall.servlet.TestApp.Handler;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** Pages with much to take in or to give. */
final class TransferPages {

  private TransferPages() {}

  static Map<String, Handler> handlers() {
    Map<String, Handler> all = new LinkedHashMap<>();
    all.put("/download", TransferPages::download);
    all.put("/upload", TransferPages::upload);
    all.put("/form", TransferPages::form);
    all.put("/large", TransferPages::large);
    all.put("/ticks", TransferPages::ticks);
    all.put("/thread", (q, a) -> a.getWriter().print(kindOfThread()));
    return all;
  }

  private static void download(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int mib = Integer.parseInt(request.getParameter("mib"));
    response.setContentType("application/octet-stream");
    response.setContentLengthLong((long) mib << 20);
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i % 251);
    }
    OutputStream out = response.getOutputStream();
    for (int i = 0; i < mib << 4; i++) {
      out.write(block);
    }
  }

  private static void upload(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    InputStream in = request.getInputStream();
    for (int n; (n = in.read(buffer)) >= 0; length += n) {
      checksum.update(buffer, 0, n);
    }
    response.getWriter().print(length + " bytes, " + checksum.getValue());
  }

  private static void form(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Part file = request.getPart("file");
    response
        .getWriter()
        .print(
            "name %s, file %s of %d"
                .formatted(
                    request.getParameter("name"), file.getSubmittedFileName(), file.getSize()));
  }

  private static void large(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print("footfall ".repeat(10_000));
  }

  /** Server-sent events, from a thread of the application's own. */
  private static void ticks(HttpServletRequest request, HttpServletResponse response) {
    int count = Integer.parseInt(request.getParameter("count"));
    long millis = Long.parseLong(request.getParameter("millis"));
    response.setContentType("text/event-stream");
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    AsyncPages.later(
        () -> {
          long start = System.nanoTime();
          try {
            for (int i = 0; i < count; i++) {
              response.getWriter().print("data:tick " + i + "\n\n");
              response.flushBuffer();
              if (response.getWriter().checkError()) {
                break;
              }
              // by the clock, for pauses add up
              long next = start + TimeUnit.MILLISECONDS.toNanos((i + 1) * millis);
              pause(TimeUnit.NANOSECONDS.toMillis(Math.max(0, next - System.nanoTime())));
            }
          } catch (IOException e) {
            // the client has left
          }
          async.complete();
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

package dev.footfall.spring;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** Pages with much to take in or to give. */
@RestController
class MvcTransferPages {

  @GetMapping("/download")
  void download(@RequestParam("mib") int mib, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
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

  @PostMapping("/upload")
  String upload(InputStream body) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    for (int n; (n = body.read(buffer)) >= 0; length += n) {
      checksum.update(buffer, 0, n);
    }
    return length + " bytes, " + checksum.getValue();
  }

  @PostMapping("/form")
  String form(@RequestParam("name") String name, @RequestParam("file") MultipartFile file) {
    return "name %s, file %s of %d".formatted(name, file.getOriginalFilename(), file.getSize());
  }

  @GetMapping(path = "/large", produces = MediaType.TEXT_PLAIN_VALUE)
  String large() {
    return "footfall ".repeat(10_000);
  }

  /** Each event as one piece: an SseEmitter of Spring 6.1 flushes them in three. */
  @GetMapping("/ticks")
  ResponseEntity<ResponseBodyEmitter> ticks(
      @RequestParam("count") int count, @RequestParam("millis") long millis) {
    ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
    Thread ticking = new Thread(() -> tick(emitter, count, millis), "ticks");
    ticking.setDaemon(true);
    ticking.start();
    return ResponseEntity.ok().contentType(MediaType.TEXT_EVENT_STREAM).body(emitter);
  }

  /**
   * By the clock, for pauses add up; and not before the request's thread is done with the response,
   * to which Spring Security then adds its headers.
   */
  private static void tick(ResponseBodyEmitter emitter, int count, long millis) {
    try {
      Thread.sleep(100);
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        emitter.send("data:tick " + i + "\n\n", MediaType.TEXT_PLAIN);
        long next = start + TimeUnit.MILLISECONDS.toNanos((i + 1) * millis);
        Thread.sleep(TimeUnit.NANOSECONDS.toMillis(Math.max(0, next - System.nanoTime())));
      }
      emitter.complete();
    } catch (IOException | InterruptedException e) {
      emitter.completeWithError(e);
    }
  }

  @GetMapping("/thread")
  String thread() {
    return ContractApplication.kindOfThread();
  }
}

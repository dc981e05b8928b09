package dev.footfall.spring;

import java.time.Duration;
import java.util.zip.CRC32;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pages with much to take in or to give. */
@RestController
class FluxTransferPages {

  @GetMapping("/download")
  ResponseEntity<Flux<DataBuffer>> download(
      @RequestParam("mib") int mib, ServerHttpResponse response) {
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i % 251);
    }
    DataBufferFactory buffers = response.bufferFactory();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength((long) mib << 20)
        .body(Flux.range(0, mib << 4).map(i -> buffers.wrap(block)));
  }

  @PostMapping("/upload")
  Mono<String> upload(@RequestBody Flux<DataBuffer> body) {
    return body.reduceWith(Received::new, Received::add).map(Received::toString);
  }

  /** What has come of a body. */
  private static final class Received {
    private final CRC32 checksum = new CRC32();
    private long length;

    Received add(DataBuffer buffer) {
      byte[] bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      DataBufferUtils.release(buffer);
      checksum.update(bytes);
      length += bytes.length;
      return this;
    }

    @Override
    public String toString() {
      return length + " bytes, " + checksum.getValue();
    }
  }

  @PostMapping("/form")
  Mono<String> form(@RequestPart("name") String name, @RequestPart("file") FilePart file) {
    return DataBufferUtils.join(file.content())
        .map(
            content -> {
              int size = content.readableByteCount();
              DataBufferUtils.release(content);
              return "name %s, file %s of %d".formatted(name, file.filename(), size);
            });
  }

  @GetMapping(path = "/large", produces = MediaType.TEXT_PLAIN_VALUE)
  String large() {
    return "footfall ".repeat(10_000);
  }

  @GetMapping(path = "/ticks", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<String> ticks(@RequestParam("count") int count, @RequestParam("millis") long millis) {
    return Flux.interval(Duration.ZERO, Duration.ofMillis(millis))
        .take(count)
        .onBackpressureBuffer(count)
        .map(tick -> "tick " + tick);
  }

  @GetMapping("/thread")
  String thread() {
    return ContractApplication.kindOfThread();
  }
}

package dev.footfall.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Pages that are answered from another thread. */
@RestController
class MvcAsyncPages {

  private static Executor after(long millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }

  @GetMapping("/async")
  CompletableFuture<ResponseEntity<String>> async() {
    return CompletableFuture.supplyAsync(
        () -> ResponseEntity.status(HttpStatus.ACCEPTED).body("later"), after(80));
  }

  @GetMapping("/async-at-once")
  CompletableFuture<String> asyncAtOnce() {
    return CompletableFuture.completedFuture("now");
  }

  @GetMapping("/async-throws")
  CompletableFuture<String> asyncThrowing() {
    return CompletableFuture.supplyAsync(
        () -> {
          throw new IllegalStateException("planned, later");
        },
        after(40));
  }

  @GetMapping("/async-timeout")
  DeferredResult<String> asyncTimeout() {
    return new DeferredResult<>(100L);
  }

  @GetMapping("/callable")
  Callable<String> callable() {
    return () -> "called";
  }

  @GetMapping("/callable-throws")
  Callable<String> callableThrowing() {
    return () -> {
      throw new IllegalStateException("planned, called");
    };
  }

  @GetMapping("/deferred")
  DeferredResult<String> deferred() {
    DeferredResult<String> result = new DeferredResult<>();
    after(40).execute(() -> result.setResult("deferred"));
    return result;
  }

  @GetMapping("/deferred-fallback")
  DeferredResult<String> deferredFallback() {
    return new DeferredResult<>(50L, "fallback");
  }

  @GetMapping("/deferred-handled")
  DeferredResult<String> deferredHandled() {
    DeferredResult<String> result = new DeferredResult<>();
    after(40).execute(() -> result.setErrorResult(new MvcPages.Conflict()));
    return result;
  }

  @GetMapping("/streaming-body")
  StreamingResponseBody streamingBody() {
    return out -> {
      out.write("one".getBytes(StandardCharsets.UTF_8));
      out.flush();
      out.write("two".getBytes(StandardCharsets.UTF_8));
    };
  }

  @GetMapping("/events")
  SseEmitter events() throws IOException {
    SseEmitter emitter = new SseEmitter();
    emitter.send("one");
    after(60)
        .execute(
            () -> {
              try {
                emitter.send("two");
                emitter.complete();
              } catch (IOException e) {
                emitter.completeWithError(e);
              }
            });
    return emitter;
  }
}

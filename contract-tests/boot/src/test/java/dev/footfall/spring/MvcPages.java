package dev.footfall.spring;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/** Pages that are answered on the request's thread. */
@RestController
@RestControllerAdvice
class MvcPages {

  /** A planned exception that has a handler. */
  static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @ExceptionHandler
  ResponseEntity<String> handle(Conflict conflict) {
    return ResponseEntity.status(HttpStatus.CONFLICT).body("handled");
  }

  @ExceptionHandler
  ResponseEntity<String> handle(UncheckedIOException failure) {
    return ResponseEntity.status(HttpStatus.BAD_GATEWAY).body("handled");
  }

  @GetMapping("/text")
  String text() {
    return "hello";
  }

  @GetMapping("/classes")
  String classes(HttpServletRequest request, HttpServletResponse response) {
    return classesOf(request, response);
  }

  @GetMapping("/items/{id}")
  String item(@PathVariable("id") String id) {
    return "item " + id;
  }

  @PostMapping("/echo")
  @ResponseStatus(HttpStatus.CREATED)
  String echo(@RequestBody String body) {
    return body;
  }

  @GetMapping("/empty")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void empty() {}

  @GetMapping("/slow")
  String slow() throws InterruptedException {
    Thread.sleep(120);
    return "slow";
  }

  @GetMapping("/stream")
  void stream(HttpServletResponse response) throws IOException, InterruptedException {
    response.getWriter().print("one");
    response.flushBuffer();
    Thread.sleep(150);
    response.getWriter().print("two");
  }

  @GetMapping("/committed")
  String committed() {
    throw new IllegalStateException("not to be asked");
  }

  @GetMapping("/committed-early")
  void committedEarly(HttpServletResponse response) {
    response.setStatus(500);
  }

  @GetMapping("/redirect")
  ResponseEntity<Void> redirect() {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/app/text")).build();
  }

  @GetMapping("/etag")
  ResponseEntity<String> etag() {
    return ResponseEntity.ok().eTag("\"1\"").body("tagged");
  }

  @GetMapping("/cors")
  @CrossOrigin(origins = "https://shop.example.org")
  String crossOrigin() {
    return "shared";
  }

  @GetMapping("/secret")
  String secret(Principal principal) {
    return "secret of " + principal.getName();
  }

  @GetMapping("/intercepted")
  String intercepted() {
    return "never";
  }

  @GetMapping("/send-error")
  String sendError() {
    throw new ResponseStatusException(HttpStatusCode.valueOf(418));
  }

  @GetMapping("/handled")
  String handled() {
    throw new Conflict();
  }

  @GetMapping("/handled-failure")
  String handledFailure() {
    throw new UncheckedIOException(new IOException("planned"));
  }

  @GetMapping("/throws")
  String throwing() {
    throw new IllegalStateException("planned");
  }

  @GetMapping("/throws-late")
  void throwLate(HttpServletResponse response) throws IOException {
    response.getWriter().print("part");
    response.flushBuffer();
    throw new IllegalStateException("planned, too late");
  }

  /** What a handler gets, down to the innermost. */
  private static String classesOf(ServletRequest request, ServletResponse response) {
    StringBuilder classes = new StringBuilder(request.getClass().getName());
    ServletRequest in = request;
    while (in instanceof ServletRequestWrapper wrapper) {
      in = wrapper.getRequest();
      classes.append(" < ").append(in.getClass().getName());
    }
    classes.append(" ; ").append(response.getClass().getName());
    ServletResponse out = response;
    while (out instanceof ServletResponseWrapper wrapper) {
      out = wrapper.getResponse();
      classes.append(" < ").append(out.getClass().getName());
    }
    return classes.toString();
  }
}

package dev.footfall.server.transfer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server to read from or to post to. What fails for a while is tried again until {@code patience}
 * has gone by without an answer that counts.
 */
final class Remote {
  private static final String FOOTFALL = "Footfall-Server";
  private static final Set<Integer> LATER = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(5);
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final int SHOWN_CHARS = 300;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI url;
  private final String key;
  private final Duration patience;

  Remote(URI url, String key, Duration patience) {
    this.url = url;
    this.key = key;
    this.patience = patience;
  }

  /** The URL, without a slash at its end. */
  String url() {
    return url.toString();
  }

  /** What the key can be recognized by, and no more. */
  String keyHash() {
    return FileSource.hash(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 16);
  }

  boolean isFootfall() throws InterruptedException {
    HttpResponse<String> answer =
        send(request("/api/health").build(), HttpResponse.BodyHandlers.ofString());
    return answer.headers().firstValue(FOOTFALL).isPresent();
  }

  /** Posts a batch; answers are what the server thinks of it. */
  HttpResponse<String> post(Parcel parcel) throws InterruptedException {
    HttpRequest request =
        request(parcel.kind().path())
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .header("Idempotency-Key", parcel.id().toString())
            .POST(HttpRequest.BodyPublishers.ofByteArray(parcel.gzipped(key)))
            .build();
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Reads an answer into a file; whether that is compressed. */
  boolean get(String path, Path file) throws InterruptedException {
    HttpRequest request =
        request(path).header("X-AUTH-TOKEN", key).header("Accept-Encoding", "gzip").build();
    HttpResponse<Path> answer = send(request, HttpResponse.BodyHandlers.ofFile(file));
    if (answer.statusCode() != 200) {
      throw new BrokenOffException(
          url + path + " was answered with " + answer.statusCode() + ": " + begin(file));
    }
    return answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
  }

  /** What an answer that nobody expected says, in short. */
  static String shown(String body) {
    String line = body.replaceAll("\\s+", " ").strip();
    return line.length() > SHOWN_CHARS ? line.substring(0, SHOWN_CHARS) + "…" : line;
  }

  private static String begin(Path file) {
    try {
      return shown(
          new String(
              java.nio.file.Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      return "";
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER);
  }

  /** The first answer that is not one to be asked for again later. */
  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws InterruptedException {
    Instant giveUp = Instant.now().plus(patience);
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      String problem;
      long wait = pause + UUID.randomUUID().hashCode() % (pause / 4);
      try {
        HttpResponse<T> answer = once(request, handler);
        if (!LATER.contains(answer.statusCode())) {
          return answer;
        }
        problem = "answers with " + answer.statusCode();
        Long asked = retryAfterMillis(answer);
        wait = asked == null ? wait : asked;
      } catch (IOException e) {
        problem = "cannot be reached (" + e.getClass().getSimpleName() + reason(e) + ")";
      }
      if (Instant.now().plusMillis(wait).isAfter(giveUp)) {
        throw new BrokenOffException("The server " + url + " " + problem + ".");
      }
      Thread.sleep(wait);
      pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
    }
  }

  /** The client's own limit ends with the answer's headers; this one is for all of it. */
  private <T> HttpResponse<T> once(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      return answer.get(2 * ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("it takes too long", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? "" : ": " + shown(e.getMessage());
  }

  private static @Nullable Long retryAfterMillis(HttpResponse<?> answer) {
    String text = answer.headers().firstValue("Retry-After").orElse("");
    if (text.matches("[0-9]{1,6}")) {
      return Math.max(FIRST_PAUSE_MILLIS, 1_000 * Long.parseLong(text));
    }
    try {
      Instant when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Math.max(FIRST_PAUSE_MILLIS, Duration.between(Instant.now(), when).toMillis());
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}

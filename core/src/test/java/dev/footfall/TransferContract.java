package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.RawExchange.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/**
 * The part of {@link AdapterContract} that is about how bytes travel: large bodies, slow and
 * vanishing clients, codings, long streams, other protocols, and the adapter registered twice.
 */
abstract class TransferContract extends ContractFixture {

  private static final int MIB = 1 << 20;
  private static final int LARGE_MIB = 50;

  /** How long a stream of events lasts; minutes in the full size. */
  private static final int STREAM_SECONDS = Integer.getInteger("footfall.contract.seconds", 3);

  /** How much a flush may be later than without the adapter, on a busy machine. */
  private static final long FLUSH_MILLIS = 450;

  private static final long PAUSE_MILLIS = 300;
  private static final int CONCURRENT = 20;

  // Large bodies

  @Test
  protected void largeDownload() {
    get("/download?mib=" + LARGE_MIB)
        .with("Content-Length: " + LARGE_MIB * MIB)
        .onRoute("/download")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void largeUpload() {
    request("POST", "/upload")
        .header("Content-Length", "" + LARGE_MIB * MIB)
        .body("application/octet-stream", out -> sendBlocks(out, LARGE_MIB))
        .with("" + LARGE_MIB * MIB)
        .onRoute("/upload")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void chunkedUpload() {
    request("POST", "/upload")
        .header("Transfer-Encoding", "chunked")
        .body("application/octet-stream", TransferContract::sendChunks)
        .with("" + 4 * MIB)
        .onRoute("/upload")
        .isUntouchedAndRecordedOnce();
  }

  private static void sendBlocks(OutputStream out, int mib) throws IOException {
    for (int i = 0; i < mib; i++) {
      out.write(block());
    }
  }

  private static void sendChunks(OutputStream out) throws IOException {
    for (int i = 0; i < 4; i++) {
      out.write((Integer.toHexString(MIB) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(block());
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] block() {
    byte[] block = new byte[MIB];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i % 251);
    }
    return block;
  }

  @Test
  protected void multipartForm() {
    String form =
        "--cut\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nada\r\n"
            + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\n"
            + "x".repeat(100_000)
            + "\r\n--cut--\r\n";
    request("POST", "/form")
        .body("multipart/form-data; boundary=cut", form)
        .with("name ada, file a.txt of 100000")
        .onRoute("/form")
        .isUntouchedAndRecordedOnce();
  }

  /** The server compresses, as its users have told it to. */
  @Test
  protected void compressedAnswer() {
    RawExchange answer = get("/large").header("Accept-Encoding", "gzip").askWithout();
    assertThat(answer.bytes().toLowerCase(Locale.ROOT)).contains("content-encoding: gzip");
    assertThat(answer.length()).isLessThan(20_000);

    get("/large").header("Accept-Encoding", "gzip").onRoute("/large").isUntouchedAndRecordedOnce();
  }

  // Slow and vanishing clients

  @Test
  protected void stream_keepsItsFlushes() {
    get("/stream").with("one").takesAtLeast(150).onRoute("/stream").isUntouchedAndRecordedOnce();

    RawExchange seen = get("/stream").ask();
    assertThat(seen.millisOf("two") - seen.millisOf("one")).isGreaterThan(75);
  }

  /** Half of the answer fits into the buffers between both: the rest waits for the client. */
  @Test
  protected void slowReader_isWaitedFor() {
    get("/download?mib=16")
        .read(Reading.slowly(MIB, 1))
        .takesAtLeast(300)
        .onRoute("/download")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void clientThatLeaves_isRecordedOnce() {
    ContractCase leaving = get("/download?mib=" + LARGE_MIB).read(Reading.until(100_000));
    leaving.askWithout();

    RawExchange seen = leaving.ask();
    JsonNode r = recordOf(leaving.agent());
    assertThat(r.path("status").asInt()).as("%s", r).isEqualTo(200);
    assertThat(r.path("route").asText()).as("%s", r).isEqualTo(route("/download"));
    assertThat(r.path("response_time_us").asLong() / 1_000)
        .as("milliseconds; the client was there for %s", seen.millis())
        .isLessThan(10_000L);
  }

  /** The application learns of it with one of the next events, and so does the adapter. */
  @Test
  protected void clientThatLeavesAStream_isRecordedOnce() {
    ContractCase leaving = get("/ticks?count=2000&millis=10").read(Reading.until(300));
    leaving.askWithout();
    RawExchange seen = leaving.ask();

    JsonNode r = recordOf(leaving.agent());
    assertThat(r.path("status").asInt()).as("%s", r).isEqualTo(200);
    assertThat(r.path("response_time_us").asLong() / 1_000)
        .as("milliseconds; the client was there for %s", seen.millis())
        .isBetween(seen.millis() / 2, 10_000L);
  }

  // Long streams and other protocols

  @Test
  protected void longStreamOfEvents_isRecordedAtItsEnd() {
    int count = STREAM_SECONDS * 4;
    ContractCase stream =
        get("/ticks?count=" + count + "&millis=250")
            .header("Accept", "text/event-stream")
            .takesAtLeast((count - 1) * 250L)
            .onRoute("/ticks");
    CompletableFuture<RawExchange> without = meanwhile(stream::askWithout);
    CompletableFuture<RawExchange> with = meanwhile(stream::ask);

    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STREAM_SECONDS) / 2);
    assertThat(analytics.flush(PATIENCE)).as("flushed").isTrue();
    assertThat(recordsOf(stream.agent())).as("half-way").isEmpty();

    RawExchange seen = with.join();
    JsonNode r = stream.isRecordedOnce(seen);
    assertThat(r.path("response_time_us").asLong() / 1_000).isCloseTo(seen.millis(), within(500L));
    assertThat(seen.comparable()).isEqualTo(without.join().comparable());
    haveTheSameFlushes(seen, without.join(), count);
  }

  /** The server flushes faster than the client reads. */
  @Test
  protected void slowReaderOfAStream_seesTheSameFlushes() {
    ContractCase stream =
        get("/ticks?count=20&millis=20").read(Reading.slowly(8, 20)).onRoute("/ticks");
    CompletableFuture<RawExchange> without = meanwhile(stream::askWithout);
    RawExchange seen = stream.ask();

    stream.isRecordedOnce(seen);
    haveTheSameFlushes(seen, without.join(), 20);
  }

  private static CompletableFuture<RawExchange> meanwhile(Supplier<RawExchange> question) {
    return CompletableFuture.supplyAsync(question, task -> new Thread(task).start());
  }

  private static void haveTheSameFlushes(RawExchange seen, RawExchange expected, int count) {
    for (int i = 0; i < count; i++) {
      String event = "tick " + i + "\n";
      assertThat(seen.millisOf(event))
          .as("%s in milliseconds", event)
          .isCloseTo(expected.millisOf(event), within(FLUSH_MILLIS));
    }
  }

  /** The client speaks, and stays: the session is not the request. */
  @Test
  protected void webSocket_isRecordedAsItsHandshake() {
    JsonNode r = webSocket().isUntouchedAndRecordedOnce();

    assertThat(r.path("response_time_us").asLong()).as("%s", r).isLessThan(1_000 * PAUSE_MILLIS);
  }

  /** Says something, hears it again, and leaves; pauses before both. */
  protected final ContractCase webSocket() {
    return get("/socket")
        .upgrade("websocket")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .read(Reading.andSaying(PAUSE_MILLIS, textFrame("ping"), closeFrame()))
        .answers(101)
        .with("echo ping");
  }

  /** Masked with zeros, as all that a client sends has to be masked. */
  private static byte[] textFrame(String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  /** With the status 1000. */
  private static byte[] closeFrame() {
    return new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE8};
  }

  @Test
  protected void http2_isUntouchedAndRecordedOnce() throws Exception {
    List<String> pages = List.of("/text", "/handled", "/items/7", "/download?mib=1", "/async");
    OkHttpClient client = http2Client();
    try {
      for (String page : pages) {
        String expected = http2(client, without, page, "");
        String agent = newAgent();
        assertThat(http2(client, with, page, agent)).isEqualTo(expected);

        JsonNode r = recordOf(agent);
        assertThat(expected).startsWith("h2_prior_knowledge " + r.path("status").asInt());
        assertThat(r.path("path").asText()).isEqualTo(base() + page.replaceAll("\\?.*", ""));
        assertThat(r.path("hostname").asText()).isEqualTo("127.0.0.1");
      }
    } finally {
      close(client);
    }
  }

  @Test
  protected void http2_concurrentStreamsOfOneConnection_areRecordedEach() throws Exception {
    OkHttpClient client = http2Client();
    ExecutorService callers = Executors.newFixedThreadPool(CONCURRENT);
    try {
      // else each call would open a connection, before it is known that one will do
      http2(client, with, "/text", newAgent());
      List<String> agents = new ArrayList<>();
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < CONCURRENT; i++) {
        String page = i % 2 == 0 ? "/async" : "/items/7";
        String agent = newAgent();
        agents.add(agent);
        answers.add(callers.submit(() -> http2(client, with, page, agent)));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).startsWith("h2_prior_knowledge 20");
      }
      assertThat(client.connectionPool().connectionCount()).isEqualTo(1);
      for (int i = 0; i < CONCURRENT; i++) {
        String route = recordOf(agents.get(i)).path("route").asText();
        assertThat(route).isEqualTo(route(i % 2 == 0 ? "/async" : "/items/{id}"));
      }
    } finally {
      callers.shutdown();
      close(client);
    }
  }

  private static OkHttpClient http2Client() {
    return new OkHttpClient.Builder()
        .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
        .retryOnConnectionFailure(false)
        .build();
  }

  private static void close(OkHttpClient client) {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }

  private String http2(OkHttpClient client, Application application, String page, String agent)
      throws IOException {
    Request request =
        new Request.Builder()
            .url("http://127.0.0.1:" + application.port() + base() + page)
            .header("User-Agent", agent)
            .build();
    try (Response response = client.newCall(request).execute()) {
      return RawExchange.comparable(
          response.protocol()
              + " "
              + response.code()
              + "\n"
              + response.headers()
              + new String(response.body().bytes(), StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  protected void threads_areThoseAskedFor() {
    get("/thread")
        .with(VIRTUAL_THREADS ? "virtual" : "platform")
        .onRoute("/thread")
        .isUntouchedAndRecordedOnce();
  }

  // By mistake

  @Test
  protected void adapterRegisteredTwice_recordsOnce() throws Exception {
    try (Analytics first = analytics();
        Analytics second = analytics()) {
      Application twice = start(List.of(first, second));
      List<String> agents = new ArrayList<>();
      try {
        for (String page : List.of("/text", "/async", "/throws", "/nowhere")) {
          String agent = "twice" + page;
          agents.add(agent);
          RawExchange.of(
              twice.port(),
              out ->
                  out.write(
                      ("GET %s%s HTTP/1.1\r\nHost: a\r\nUser-Agent: %s\r\nConnection: close\r\n\r\n")
                          .formatted(base(), page, agent)
                          .getBytes(StandardCharsets.US_ASCII)),
              Reading.PROMPT);
        }
      } finally {
        twice.stop();
      }
      awaitRecords(first, second, agents.size());
      assertThat(first.flush(PATIENCE) && second.flush(PATIENCE)).as("flushed").isTrue();
      assertThat(agents).allSatisfy(agent -> assertThat(recordsOf(agent)).hasSize(1));
    }
  }

  /** A container that has been stopped may still be at the end of a request. */
  private static void awaitRecords(Analytics first, Analytics second, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (first.stats().recorded() + second.stats().recorded() < count
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(10_000_000);
    }
  }
}

package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountIT {

  private static final ApiTraffic TRAFFIC =
      new ApiTraffic(1, ServerReport.KEY, 10, Timeline.steady(Instant.now(), 100));

  @TempDir Path data;
  private final Account account = new Account();
  private ServerProcess server;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start(data);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void post(long from, long to) throws Exception {
    account.add(
        new PostLoad(TRAFFIC, 2).run(server.port(), from, to, Duration.ofMinutes(1)).tally());
  }

  /** A post that the account does not know of. */
  private void postUnnoted(long number) throws IOException {
    Post post = new Post();
    TRAFFIC.write(number, post);
    try (HttpConnection connection = new HttpConnection(server.port())) {
      connection.post(
          "/api/requests",
          "Idempotency-Key: " + UUID.randomUUID() + "\r\n",
          post.body.array(),
          post.body.length());
    }
  }

  @Test
  void requireStored_whenAllIsThereOnce_isContent() throws Exception {
    post(0, 20);
    server.stop();

    assertThatCode(() -> account.requireStored(data)).doesNotThrowAnyException();
  }

  @Test
  void requireStored_whenAPostIsMissing_fails() throws Exception {
    post(0, 20);
    // acknowledged again, but stored once: the id is the same
    post(3, 4);
    server.stop();

    assertThatThrownBy(() -> account.requireStored(data))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("records=210")
        .hasMessageContaining("records=200");
  }

  @Test
  void requireStored_whenOneIsMissingAndAnotherThereTwice_fails() throws Exception {
    post(0, 20);
    post(3, 4);
    postUnnoted(5);
    server.stop();

    assertThatThrownBy(() -> account.requireStored(data)).hasMessageContaining("stored: Tally");
  }
}

package dev.footfall.server;

import static dev.footfall.server.TestServer.record;
import static dev.footfall.server.TestServer.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a killed server left, with bytes of it missing or changed. */
@Timeout(60)
class DamagedFileTest {
  @TempDir Path folder;
  private Path file;
  private Path log;
  private String key;
  private byte[] fileBytes;
  private byte[] logBytes;

  @BeforeEach
  void leaveAFileAndItsLog() throws IOException {
    Path data = folder.resolve("data");
    try (TestServer server = new TestServer(data)) {
      key = server.newKey();
      server.post("/api/requests", requests(key, record("/in-the-file")));
    }
    try (TestServer server = new TestServer(data)) {
      for (int i = 0; i < 3; i++) {
        server.post("/api/requests", requests(key, record("/in-the-log-" + i)));
      }
      fileBytes = Files.readAllBytes(data.resolve("footfall.duckdb"));
      logBytes = Files.readAllBytes(data.resolve("footfall.duckdb.wal"));
    }
    Path left = Files.createDirectory(folder.resolve("left"));
    file = left.resolve("footfall.duckdb");
    log = left.resolve("footfall.duckdb.wal");
  }

  @Test
  void whatWasLeft_isRead() throws IOException {
    leave(fileBytes, logBytes);
    try (TestServer server = new TestServer(file.getParent())) {
      assertThat(server.log(key)).hasSize(4);
    }
  }

  @Test
  void log_thatEndsInTheMiddleOfACommit_isReadUpToIt() throws IOException {
    leave(fileBytes, Arrays.copyOf(logBytes, logBytes.length - 3));
    try (TestServer server = new TestServer(file.getParent())) {
      assertThat(server.log(key).findValuesAsText("path"))
          .containsExactly("/in-the-log-1", "/in-the-log-0", "/in-the-file");
    }
  }

  @Test
  void log_thatEndsInItsFirstCommit_isWrittenOver() throws IOException {
    int commit = endOfFirstCommit();
    for (int length : new int[] {1, 10, 30, 60, 90, commit / 2, commit - 1}) {
      leave(fileBytes, Arrays.copyOf(logBytes, length));
      try (TestServer server = new TestServer(file.getParent())) {
        assertThat(server.log(key)).as("" + length).hasSize(1);
        server.post("/api/requests", requests(key, record("/later")));
        leave(Files.readAllBytes(file), Files.readAllBytes(log), folder.resolve("again" + length));
      }
      try (TestServer server = new TestServer(folder.resolve("again" + length))) {
        assertThat(server.log(key).findValuesAsText("path"))
            .containsExactly("/later", "/in-the-file");
      }
    }
  }

  @Test
  void log_thatHadACommit_andIsDamagedBeforeIt_isRefused() throws IOException {
    int commit = endOfFirstCommit();
    // each of these the engine answers in its own words, or not at all
    for (int begin : new int[] {0, 2, 3, 10, 30, 40, 60}) {
      byte[] damaged = garbage(logBytes, begin, 20);
      assertRefused(log, fileBytes, damaged);
      assertRefused(log, fileBytes, Arrays.copyOf(damaged, commit));
      assertRefused(log, fileBytes, garbage(logBytes, begin, logBytes.length - begin));
    }
    assertThat(start()).contains("move this file away");
    Files.delete(log);
    try (TestServer server = new TestServer(file.getParent())) {
      assertThat(server.log(key).findValuesAsText("path")).containsExactly("/in-the-file");
    }
  }

  @Test
  void file_thatIsDamaged_isNamed_andLeftAlone() throws IOException {
    assertRefused(file, new byte[0], logBytes);
    assertRefused(file, Arrays.copyOf(fileBytes, 5_000), logBytes);
    assertRefused(file, Arrays.copyOf(fileBytes, fileBytes.length / 2), logBytes);
    assertRefused(file, Arrays.copyOf(fileBytes, fileBytes.length - 1), logBytes);
    assertRefused(file, garbage(fileBytes, 0, fileBytes.length), logBytes);
    assertRefused(file, garbage(fileBytes, 4_096, 8_192), logBytes);
  }

  @Test
  void log_thatIsDamaged_isNamed_andLeftAlone() throws IOException {
    assertRefused(log, fileBytes, garbage(logBytes, 0, logBytes.length));
    assertRefused(log, fileBytes, garbage(logBytes, 0, 20));
    int inACommit = new String(logBytes, StandardCharsets.ISO_8859_1).indexOf("/in-the-log-1") + 1;
    assertRefused(log, fileBytes, garbage(logBytes, inACommit, 1));
  }

  @Test
  void log_whoseFileIsMissing_isNamed_andNoNewFileIsMade() throws IOException {
    Files.write(log, logBytes);
    assertThat(start()).contains(log.toString(), "is missing", "restore a backup");
    assertThat(file).doesNotExist();
    assertThat(log).hasBinaryContent(logBytes);
  }

  private void assertRefused(Path named, byte[] file, byte[] log) throws IOException {
    leave(file, log);
    assertThat(start()).contains(named.toString(), "damaged", "restore a backup");
    assertThat(this.file).hasBinaryContent(file);
    assertThat(this.log).hasBinaryContent(log);
  }

  private void leave(byte[] file, byte[] log) throws IOException {
    leave(file, log, this.file.getParent());
  }

  private static void leave(byte[] file, byte[] log, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("footfall.duckdb"), file);
    Files.write(folder.resolve("footfall.duckdb.wal"), log);
  }

  /** Behind the engine's mark for it. */
  private int endOfFirstCommit() {
    byte[] mark = {0x64, 0x00, 0x64, (byte) 0xff, (byte) 0xff};
    String text = new String(logBytes, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(mark, StandardCharsets.ISO_8859_1)) + mark.length;
  }

  /** What the server says when it cannot start. */
  private String start() {
    StringWriter err = new StringWriter();
    CommandLine main = Main.commandLine(Map.of()).setErr(new PrintWriter(err, true));
    assertThat(main.execute("--port=0", "--data=" + file.getParent())).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    return err.toString();
  }

  private static byte[] garbage(byte[] bytes, int begin, int length) {
    byte[] random = new byte[length];
    new Random(7).nextBytes(random);
    byte[] damaged = bytes.clone();
    for (int i = 0; i < length; i++) {
      // surely another byte
      damaged[begin + i] ^= (byte) (random[i] | 1);
    }
    return damaged;
  }
}

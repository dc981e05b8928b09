package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.BackupFile;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** {@code GET /api/v1/backup}: all that is stored at one moment, itself a data file. */
final class BackupHandler implements Handler {
  private static final int BUFFER_BYTES = 65_536;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Each takes as much of the disk as the data. */
  private final Semaphore backups = new Semaphore(1);

  private final Store store;
  private final Clock clock;

  BackupHandler(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    if (!backups.tryAcquire()) {
      throw new Refusal(409, "Another backup is being sent. Try again later.", null);
    }
    try (BackupFile backup = store.backup();
        FileChannel file = backup.open()) {
      ctx.contentType("application/octet-stream");
      ctx.header(
          "Content-Disposition",
          "attachment; filename=\"footfall-" + TIME.format(clock.instant()) + ".duckdb\"");
      ctx.header("Footfall-Last-Id", Long.toString(backup.lastId()));
      ctx.header("Repr-Digest", "sha-256=:" + digest(file) + ":");
      ctx.res().setContentLengthLong(file.size());
      OutputStream out = ctx.res().getOutputStream();
      Channels.newInputStream(file.position(0)).transferTo(out);
    } finally {
      backups.release();
    }
  }

  private static String digest(FileChannel file) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    while (file.read(buffer) >= 0) {
      digest.update(buffer.flip());
      buffer.clear();
    }
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}

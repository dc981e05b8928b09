package dev.footfall.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PostBodyTest {
  private final Admission admission = new Admission(1_000_000, 1);

  @Test
  void body_thatTheConnectionCutOff_mayBeSentAgain() throws IOException {
    byte[] half = Arrays.copyOf(gzip(), 15);

    assertCutOff(new SequenceInputStream(new ByteArrayInputStream(half), broken()), "gzip");
    assertCutOff(broken(), null);
  }

  @Test
  void gzip_thatEndsEarly_isTheSendersFault() throws IOException {
    byte[] half = Arrays.copyOf(gzip(), 15);
    try (PostBody body = PostBody.open(new ByteArrayInputStream(half), "gzip", admission)) {
      assertThatThrownBy(body::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void readingOfTooManyAtOnce_isRefusedForNow() {
    admission.beginReading();
    assertThatThrownBy(admission::beginReading)
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertStatus(refusal, 503));
    admission.endReading();
    admission.beginReading();
  }

  private void assertCutOff(InputStream raw, String encoding) {
    assertThatThrownBy(() -> PostBody.open(raw, encoding, admission).readAllBytes())
        .isInstanceOfSatisfying(Refusal.class, refusal -> assertStatus(refusal, 408));
  }

  private static void assertStatus(Refusal refusal, int status) {
    assertThat(refusal.status()).isEqualTo(status);
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("Idle timeout expired");
      }
    };
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("something to compress".getBytes());
    }
    return bytes.toByteArray();
  }
}

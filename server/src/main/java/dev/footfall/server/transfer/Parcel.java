package dev.footfall.server.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * What one post carries.
 *
 * @param begin where in the source its window begins
 * @param index which one of the window it is
 */
record Parcel(RecordKind kind, Head head, Position begin, int index, List<Entry> entries) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Always the same for these records at this place, so that a server stores them once. */
  UUID id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (kind.list()
                  + " "
                  + begin.offset()
                  + " "
                  + begin.number()
                  + " "
                  + index
                  + " "
                  + head.values())
              .getBytes(StandardCharsets.UTF_8));
      for (Entry entry : entries) {
        digest.update((byte) '\n');
        digest.update(entry.json());
      }
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      // Version 8 (made by a vendor's rule) and the RFC 9562 variant.
      long high = (hash.getLong() & ~0xF000L) | 0x8000L;
      long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The post's body, compressed. */
  byte[] gzipped(String key) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(body)) {
      write(key, gzip);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return body.toByteArray();
  }

  /** The post's body. */
  byte[] body(String key) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      write(key, body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return body.toByteArray();
  }

  private void write(String key, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("api_key", key);
      head.write(json);
      json.writeArrayFieldStart(kind.list());
      for (Entry entry : entries) {
        json.writeRawValue(new String(entry.json(), StandardCharsets.UTF_8));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}

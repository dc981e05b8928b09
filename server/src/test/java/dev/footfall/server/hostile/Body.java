package dev.footfall.server.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** What is done to the bytes of a body. */
final class Body {
  private static final byte[] BOMB = bomb();

  private Body() {}

  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes that were a body, or never were. */
  static byte[] spoilt(Random random, byte[] body) {
    return switch (random.nextInt(10)) {
      case 0 -> Odd.bytes(random, random.nextInt(300));
      case 1 -> of(Odd.nested(random, 1 + random.nextInt(100_000)));
      case 2 -> of(Odd.json(random));
      case 3 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
      case 4 -> joined(body, of(Odd.json(random)));
      case 5 ->
          new String(body, StandardCharsets.UTF_8)
              .getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
      case 6 -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, body);
      case 7 -> random.nextInt(20) == 0 ? huge(random) : of("{\"x\":\"" + "y".repeat(99_999));
      default -> flipped(random, body);
    };
  }

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Gzip, often not quite. */
  static byte[] oddGzip(Random random, byte[] body) {
    byte[] gzip = gzip(body);
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(gzip, random.nextInt(gzip.length));
      case 1 -> flipped(random, gzip);
      case 2 -> joined(gzip, Odd.bytes(random, 1 + random.nextInt(50)));
      case 3 -> joined(gzip, gzip(body));
      case 4 -> gzip(gzip);
      case 5 -> BOMB;
      case 6 -> joined(Arrays.copyOf(gzip, 10), Odd.bytes(random, 100));
      case 7 -> headed(gzip);
      default -> gzip;
    };
  }

  /** With a header that names a file, for ever. */
  private static byte[] headed(byte[] gzip) {
    byte[] head = Arrays.copyOf(gzip, 10);
    head[3] = 8;
    byte[] name = new byte[100_000];
    Arrays.fill(name, (byte) 'n');
    return joined(head, name);
  }

  private static byte[] flipped(Random random, byte[] body) {
    byte[] flipped = body.clone();
    for (int i = 0; flipped.length > 0 && i < 3; i++) {
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  private static byte[] huge(Random random) {
    byte[] huge = new byte[10_500_000 + random.nextInt(1_000_000)];
    Arrays.fill(huge, (byte) (random.nextBoolean() ? ' ' : '['));
    return huge;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  private static byte[] bomb() {
    byte[] blanks = new byte[1_000_000];
    Arrays.fill(blanks, (byte) ' ');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 100; i++) {
        out.write(blanks);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}

package dev.footfall.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner holds it: a random UUID. The store sees only {@link #hash()}; the share id is
 * derived from the key, so that neither need be kept. Its text form never leaves this class.
 */
public final class ApiKey implements Credential {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final byte[] SHARE = "footfall share id".getBytes(StandardCharsets.UTF_8);

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /** A new key. */
  public static ApiKey random() {
    return new ApiKey(UUID.randomUUID().toString());
  }

  /** The key in this text, or null when it is not a UUID. */
  public static @Nullable ApiKey parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return UUID_TEXT.matcher(lower).matches() ? new ApiKey(lower) : null;
  }

  @Override
  public String secret() {
    return text;
  }

  @Override
  public String hash() {
    return hash(text);
  }

  /** The id that shares the project for reading, always the same for a key. */
  public String shareId() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      ByteBuffer bytes = ByteBuffer.wrap(mac.doFinal(SHARE));
      // Version 8 (made by a vendor's rule) and the RFC 9562 variant.
      long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
      long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  public String shareHash() {
    return hash(shareId());
  }

  /** SHA-256 of a key's or share id's text, in hexadecimal. */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

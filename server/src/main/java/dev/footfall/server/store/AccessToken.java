package dev.footfall.server.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A token as its owner holds it: {@code fft_} and 32 random bytes in URL-safe base 64. */
public final class AccessToken implements Credential {
  private static final String PREFIX = "fft_";
  private static final int BYTES = 32;
  private static final Pattern TEXT = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  private final String text;

  private AccessToken(String text) {
    this.text = text;
  }

  /** A new token. */
  public static AccessToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new AccessToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The token in this text, or null when it is not like one. */
  public static @Nullable AccessToken parse(String text) {
    return TEXT.matcher(text).matches() ? new AccessToken(text) : null;
  }

  @Override
  public String secret() {
    return text;
  }

  @Override
  public String hash() {
    return ApiKey.hash(text);
  }
}

package dev.footfall;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns user ids into pseudonyms: the first 128 bits of HMAC-SHA-256 under the user's secret, as 22
 * characters of URL-safe Base64. The same id gives the same pseudonym in every process with the
 * same secret. Not thread-safe.
 */
final class UserIdHash {

  private final Mac mac;

  UserIdHash(String secret) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  String hash(String userId) {
    byte[] digest = mac.doFinal(userId.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
  }
}

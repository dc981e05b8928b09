package dev.footfall;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns user ids into pseudonyms: the first 128 bits of HMAC-SHA-256 under the user's secret, as 22
 * characters of URL-safe Base64. The same id gives the same pseudonym in every process with the
 * same secret. Those of late are remembered, since a hash costs more than all else that is done for
 * a record. Not thread-safe.
 */
final class UserIdHash {

  private static final int REMEMBERED = 1_000;

  /** A longer id, a token perhaps, is not kept in memory. */
  private static final int LONGEST_REMEMBERED = 255;

  private final byte[] secret;
  private @Nullable Mac mac;
  private final Map<String, String> recent =
      new LinkedHashMap<>(REMEMBERED * 2, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  UserIdHash(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  String hash(String userId) {
    String known = recent.get(userId);
    if (known != null) {
      return known;
    }
    String hashed = compute(userId);
    if (userId.length() <= LONGEST_REMEMBERED) {
      recent.put(userId, hashed);
    }
    return hashed;
  }

  private String compute(String userId) {
    byte[] digest = mac().doFinal(userId.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
  }

  /** Made for the first id: loading the cryptography is not for an application's start. */
  private Mac mac() {
    Mac made = mac;
    if (made == null) {
      try {
        made = Mac.getInstance("HmacSHA256");
        made.init(new SecretKeySpec(secret, "HmacSHA256"));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HmacSHA256", e);
      }
      mac = made;
    }
    return made;
  }
}

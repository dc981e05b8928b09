package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class UserIdHashTest {

  private static final String SECRET = "a secret";

  private final UserIdHash hash = new UserIdHash(SECRET);

  @Test
  void hash_isTheSameWhetherRememberedOrNot() throws Exception {
    Set<String> different = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      // more than are remembered
      for (int i = 0; i < 2_500; i++) {
        String id = "user-" + i;
        assertThat(hash.hash(id)).isEqualTo(independent(id)).isEqualTo(hash.hash(id));
        different.add(hash.hash(id));
      }
    }
    assertThat(different).hasSize(2_500);
  }

  @Test
  void hash_ofALongToken_isComputedEachTime() throws Exception {
    String token = "t".repeat(4_000);

    assertThat(hash.hash(token)).isEqualTo(hash.hash(token)).isEqualTo(independent(token));
  }

  private static String independent(String id) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] digest = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
  }
}

package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/** What a caller shows: a key or a token, as its owner holds it. The store sees only the hash. */
public sealed interface Credential permits ApiKey, AccessToken {
  /** The key or token in this text, or null when it is neither. */
  static @Nullable Credential parse(String text) {
    ApiKey key = ApiKey.parse(text);
    return key != null ? key : AccessToken.parse(text);
  }

  /** SHA-256 in hexadecimal. */
  String hash();

  /** The text itself, for the answer that hands it to its owner. */
  String secret();
}

package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
  private static final TokenTerms TERMS = new TokenTerms("Ada", Scope.ADMIN, null, null);

  @TempDir Path folder;

  @Test
  void caller_thatWasRevokedOnItsWay_changesNothingMore() throws Exception {
    try (DuckStore store = DuckStore.open(folder.resolve("file"), "64MB")) {
      store.createProject(Change.OPERATOR, "owner", "share", Instant.now());
      Caller owner = store.caller("owner");
      store.addKey(owner, "web", "web", "web's share");
      store.addToken(owner, TERMS, "token");
      Caller key = store.caller("web");
      Caller token = store.caller("token");
      store.revokeKey(owner, key.key().keyId());
      store.revokeToken(owner, token.token(), false);

      for (Caller late : new Caller[] {key, token}) {
        assertThat(store.addKey(late, "mine", "mine", "my share")).isNull();
        assertThat(store.addToken(late, TERMS, "my token")).isNull();
        assertThat(store.revokeKey(late, owner.key().keyId())).isEqualTo(Revocation.UNKNOWN);
        assertThat(store.revokeToken(late, token.token(), false)).isFalse();
      }
      assertThat(store.keys(1)).hasSize(2);
      assertThat(store.tokens(1)).hasSize(1);
      assertThat(store.addKey(owner, "next", "next", "next's share")).isNotNull();
    }
  }
}

package dev.footfall.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.server.query.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;

  @Test
  void file_ofTheFirstSchema_opensAndAnswers() throws Exception {
    Path file = folder.resolve("footfall.duckdb");
    make(
        file,
        schema("V001__first_schema.sql"),
        "CREATE TABLE schema_version (version INTEGER NOT NULL)",
        "INSERT INTO schema_version VALUES (1)",
        """
        INSERT INTO requests (id, project_id, key_id, received_at, created_at, privacy_level,
          status, response_time_us, weight, flags, path, method)
        VALUES (7, 1, 1, now(), now(), 0, 200, 1, 1, 0, '/old', 'GET')
        """);
    try (DuckStore store = DuckStore.open(file, "64MB")) {
      assertThat(store.newestRequestId()).isEqualTo(7);
      StoredRequest request = store.request(1, 7, Condition.ALWAYS);
      assertThat(request.row().text(RequestField.PATH)).isEqualTo("/old");
      assertThat(request.row().text(RequestField.CLIENT)).isNull();
    }
  }

  @Test
  void file_ofTheSecondSchema_keepsItsKeys_andGivesNoIdTwice() throws Exception {
    Path file = folder.resolve("footfall.duckdb");
    ApiKey key = ApiKey.random();
    make(
        file,
        schema("V001__first_schema.sql"),
        schema("V002__derived_fields.sql"),
        "CREATE TABLE schema_version (version INTEGER NOT NULL)",
        "INSERT INTO schema_version VALUES (1), (2)",
        // of the third project the key was deleted
        "INSERT INTO projects VALUES (1, now()), (2, now()), (3, now())",
        "INSERT INTO keys VALUES (2, 2, '%s', '%s', now())".formatted(key.hash(), key.shareHash()));

    try (DuckStore store = DuckStore.open(file, "64MB")) {
      Caller caller = store.caller(key.hash());
      assertThat(caller.key()).isEqualTo(new Key(2, 2));
      assertThat(caller.scope()).isEqualTo(Scope.ADMIN);
      assertThat(caller.ended(Instant.now())).isNull();
      assertThat(store.sharedProject(key.shareHash())).isEqualTo(2);
      assertThat(store.keys(2)).singleElement().matches(StoredKey::isLive);
      assertThat(store.addKey(caller, "new", "hash", "share").id()).isEqualTo(4);
      assertThat(store.createProject("a", "hash 2", "share 2", Instant.now()))
          .isEqualTo(new Key(4, 5));
    }
  }

  @Test
  void file_ofTheFourthSchema_keepsItsTokens_andTheyAreNoShareLinks() throws Exception {
    Path file = folder.resolve("footfall.duckdb");
    make(
        file,
        schema("V001__first_schema.sql"),
        schema("V002__derived_fields.sql"),
        schema("V003__access.sql"),
        schema("V004__project_use.sql"),
        "CREATE TABLE schema_version (version INTEGER NOT NULL)",
        "INSERT INTO schema_version VALUES (1), (2), (3), (4)",
        "INSERT INTO projects VALUES (1, now())",
        "INSERT INTO tokens VALUES (5, 1, 1, 'hash', 'Ada', 'read', NULL, now(), NULL, NULL)");

    try (DuckStore store = DuckStore.open(file, "64MB")) {
      Caller caller = store.caller("hash");
      assertThat(caller.actor()).isEqualTo("token 5 (Ada)");
      assertThat(caller.isShared()).isFalse();
      assertThat(caller.isLocked()).isFalse();
      assertThat(store.tokens(1)).singleElement().matches(token -> !token.isShared());
    }
  }

  @Test
  void file_ofANewerSchema_isLeftAlone() throws Exception {
    Path file = folder.resolve("footfall.duckdb");
    make(
        file,
        "CREATE TABLE schema_version (version INTEGER NOT NULL)",
        "INSERT INTO schema_version VALUES (999)");

    assertThatThrownBy(() -> DuckStore.open(file, "64MB"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer Footfall (schema 999");
  }

  @Test
  void file_thatCannotBeBroughtUp_saysWhy() throws Exception {
    Path file = folder.resolve("footfall.duckdb");
    make(
        file,
        "CREATE TABLE schema_version (version INTEGER NOT NULL)",
        "INSERT INTO schema_version VALUES (1)");

    assertThatThrownBy(() -> DuckStore.open(file, "64MB"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("requests");
  }

  private static String schema(String name) throws IOException {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void make(Path file, String... sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        Statement statement = connection.createStatement()) {
      for (String part : sql) {
        statement.execute(part);
      }
    }
  }
}

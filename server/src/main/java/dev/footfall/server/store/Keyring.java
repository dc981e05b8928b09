package dev.footfall.server.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Makes and revokes keys and tokens: tables, directory and audit log say the same. A caller that
 * was revoked on its way here does nothing more.
 */
final class Keyring {
  private static final int MAX_KEYS = 100;
  private static final int MAX_TOKENS = 1_000;

  private final IdSequence projectIds = new IdSequence("projects");
  private final IdSequence keyIds = new IdSequence(KeyTable.NAME);
  private final IdSequence tokenIds = new IdSequence(TokenTable.NAME);
  private final KeyDirectory directory;
  private final AuditLog audit;
  private final Clock clock;

  Keyring(KeyDirectory directory, AuditLog audit, Clock clock) {
    this.directory = directory;
    this.audit = audit;
    this.clock = clock;
  }

  void load(DuckDBConnection connection) throws SQLException {
    projectIds.load(connection);
    keyIds.load(connection);
    tokenIds.load(connection);
    directory.replace(KeyDirectory.read(connection));
  }

  Key createProject(
      DuckDatabase database, String actor, String keyHash, String shareHash, Instant now) {
    Key[] made = new Key[1];
    audit.write(
        database,
        connection -> {
          Caller known = directory.find(keyHash);
          made[0] =
              known != null ? known.key() : insert(connection, actor, keyHash, shareHash, now);
        },
        () -> {
          if (directory.find(keyHash) == null) {
            directory.addKey(made[0], null, keyHash, shareHash);
          }
        });
    return made[0];
  }

  private Key insert(
      DuckDBConnection connection, String actor, String keyHash, String shareHash, Instant now)
      throws SQLException {
    Key key = new Key((int) projectIds.next(), (int) keyIds.next());
    new Sql()
        .add("INSERT INTO projects VALUES (")
        .bind(key.projectId())
        .add(", make_timestamp(")
        .bind(Micros.of(now))
        .add("))")
        .execute(connection);
    KeyTable.insert(connection, key, null, keyHash, shareHash, now);
    audit.add(
        connection,
        key.projectId(),
        Change.made(
            actor, "project.create", "project " + key.projectId(), Map.of("key", key.keyId())));
    return key;
  }

  /** The row of the key stays, so that its records do, and its project's tokens and other keys. */
  void renewOwnKey(DuckDatabase database, String keyHash, String shareHash, Instant now) {
    KeyDirectory.@Nullable Loaded[] read = new KeyDirectory.@Nullable Loaded[1];
    audit.write(
        database,
        connection -> {
          Key own = KeyTable.own(connection);
          if (own == null) {
            KeyTable.markOwn(
                connection, insert(connection, Change.SERVER, keyHash, shareHash, now));
          } else {
            KeyTable.renew(connection, own, keyHash, shareHash);
            audit.add(
                connection,
                own.projectId(),
                Change.made(Change.SERVER, "key.renew", "key " + own.keyId(), Map.of()));
          }
          read[0] = KeyDirectory.read(connection);
        },
        () -> replace(read[0]));
  }

  @Nullable StoredKey addKey(
      DuckDatabase database, Caller by, String name, String keyHash, String shareHash) {
    @Nullable StoredKey[] made = new @Nullable StoredKey[1];
    audit.write(
        database,
        connection -> {
          List<StoredKey> keys = KeyTable.list(connection, by.projectId());
          if (!directory.stillKnows(by)
              || keys.stream().filter(StoredKey::isLive).count() >= MAX_KEYS) {
            return;
          }
          StoredKey key = new StoredKey((int) keyIds.next(), name, now(), null);
          KeyTable.insert(
              connection,
              new Key(by.projectId(), key.id()),
              name,
              keyHash,
              shareHash,
              key.createdAt());
          audit.add(
              connection,
              by.projectId(),
              Change.made(by.actor(), "key.create", "key " + key.id(), Map.of("name", name)));
          made[0] = key;
        },
        () -> {
          StoredKey key = made[0];
          if (key != null) {
            directory.addKey(new Key(by.projectId(), key.id()), name, keyHash, shareHash);
          }
        });
    return made[0];
  }

  Revocation revokeKey(DuckDatabase database, Caller by, int id) {
    Revocation[] outcome = {Revocation.DONE};
    KeyDirectory.@Nullable Loaded[] read = new KeyDirectory.@Nullable Loaded[1];
    audit.write(
        database,
        connection -> {
          List<StoredKey> keys = KeyTable.list(connection, by.projectId());
          StoredKey key = keys.stream().filter(k -> k.id() == id).findFirst().orElse(null);
          if (key == null || !directory.stillKnows(by)) {
            outcome[0] = Revocation.UNKNOWN;
          } else if (!key.isLive()) {
            outcome[0] = Revocation.DONE;
          } else if (keys.stream().filter(StoredKey::isLive).count() == 1) {
            outcome[0] = Revocation.LAST;
          } else {
            Instant now = now();
            KeyTable.revoke(connection, id, now);
            String name = key.name();
            Map<String, String> before = name == null ? Map.of() : Map.of("name", name);
            audit.add(connection, by.projectId(), revoked(by, "key", id, before, now));
            read[0] = KeyDirectory.read(connection);
          }
        },
        () -> replace(read[0]));
    return outcome[0];
  }

  @Nullable StoredToken addToken(DuckDatabase database, Caller by, TokenTerms terms, String hash) {
    @Nullable StoredToken[] made = new @Nullable StoredToken[1];
    audit.write(
        database,
        connection -> {
          Instant now = now();
          List<StoredToken> tokens = TokenTable.list(connection, by.projectId());
          if (!directory.stillKnows(by)
              || tokens.stream().filter(token -> token.isLive(now)).count() >= MAX_TOKENS) {
            return;
          }
          StoredToken token =
              new StoredToken(
                  (int) tokenIds.next(),
                  by.key().keyId(),
                  terms.owner(),
                  terms.scope(),
                  terms.filters(),
                  terms.shared(),
                  now,
                  terms.expiresAt(),
                  null);
          TokenTable.insert(connection, by.projectId(), token, hash);
          audit.add(
              connection,
              by.projectId(),
              Change.made(
                  by.actor(),
                  token.kind() + ".create",
                  token.kind() + " " + token.id(),
                  state(terms)));
          made[0] = token;
        },
        () -> {
          StoredToken token = made[0];
          if (token != null) {
            directory.addToken(TokenTable.caller(by.projectId(), token), hash);
          }
        });
    return made[0];
  }

  /**
   * Whether the project has such a token, or such a share link; it is revoked then.
   *
   * @param shared whether it is to be a share link
   */
  boolean revokeToken(DuckDatabase database, Caller by, int id, boolean shared) {
    boolean[] known = {false};
    KeyDirectory.@Nullable Loaded[] read = new KeyDirectory.@Nullable Loaded[1];
    audit.write(
        database,
        connection -> {
          StoredToken token =
              TokenTable.list(connection, by.projectId()).stream()
                  .filter(t -> t.id() == id && t.isShared() == shared)
                  .findFirst()
                  .orElse(null);
          known[0] = token != null && directory.stillKnows(by);
          if (token != null && known[0] && token.revokedAt() == null) {
            Instant now = now();
            TokenTable.revoke(connection, id, now);
            Map<String, String> before = Map.of("owner", token.owner());
            audit.add(connection, by.projectId(), revoked(by, token.kind(), id, before, now));
            read[0] = KeyDirectory.read(connection);
          }
        },
        () -> replace(read[0]));
    return known[0];
  }

  /**
   * Deletes these keys of a project, and the tokens that were made with them.
   *
   * @return what is to {@linkplain #replace replace} the directory once it is committed
   */
  KeyDirectory.Loaded delete(DuckDBConnection connection, List<Integer> keys) throws SQLException {
    keyIds.mark(connection);
    tokenIds.mark(connection);
    new Sql()
        .add("DELETE FROM tokens WHERE key_id IN (")
        .bindAll(keys)
        .add(")")
        .execute(connection);
    new Sql().add("DELETE FROM keys WHERE id IN (").bindAll(keys).add(")").execute(connection);
    return KeyDirectory.read(connection);
  }

  void replace(KeyDirectory.@Nullable Loaded read) {
    if (read != null) {
      directory.replace(read);
    }
  }

  /** As the tables keep it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Change revoked(
      Caller by, String kind, int id, Map<String, String> before, Instant now) {
    Map<String, String> after = new HashMap<>(before);
    after.put("revoked_at", now.toString());
    return new Change(by.actor(), kind + ".revoke", kind + " " + id, before, after);
  }

  private static Map<String, Object> state(TokenTerms terms) {
    Map<String, Object> state = new HashMap<>();
    state.put("owner", terms.owner());
    state.put("scope", terms.scope().wireName());
    if (terms.expiresAt() != null) {
      state.put("expires_at", terms.expiresAt().toString());
    }
    if (terms.filters() != null) {
      state.put("filters", terms.filters());
    }
    SharedPeriod shared = terms.shared();
    if (shared != null) {
      put(state, "from", shared.from());
      put(state, "to", shared.to());
      put(state, "last_days", shared.lastDays());
    }
    return state;
  }

  private static void put(Map<String, Object> state, String name, @Nullable Object value) {
    if (value != null) {
      state.put(name, value instanceof Integer ? value : value.toString());
    }
  }
}

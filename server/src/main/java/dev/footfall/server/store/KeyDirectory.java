package dev.footfall.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All keys and tokens, by hash, in memory: every post asks for one. The tables are the truth. What
 * was read of them replaces all at once, so that a known key is found at any time.
 */
final class KeyDirectory {
  private volatile Loaded loaded = new Loaded();

  static Loaded read(Connection connection) throws SQLException {
    Loaded read = new Loaded();
    KeyTable.readAll(connection, read);
    TokenTable.readAll(connection, read);
    return read;
  }

  void replace(Loaded read) {
    loaded = read;
  }

  /** Whoever shows the key or token with this hash, ended or not. */
  @Nullable Caller find(String hash) {
    return loaded.callers.get(hash);
  }

  @Nullable Integer projectOfShare(String shareHash) {
    return loaded.projectByShare.get(shareHash);
  }

  /** Whether what the caller showed is still as it was then, neither revoked nor deleted. */
  boolean stillKnows(Caller caller) {
    return loaded.callers.containsValue(caller);
  }

  /** Whether the key is there; a revoked one is. */
  boolean holds(Key key) {
    return loaded.keys.contains(key);
  }

  void addKey(Key key, @Nullable String name, String keyHash, String shareHash) {
    loaded.addKey(key, name, keyHash, shareHash, false);
  }

  void addToken(Caller caller, String hash) {
    loaded.addToken(caller, hash);
  }

  /** What one reading found, and what came since. */
  static final class Loaded {
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final Map<String, Integer> projectByShare = new ConcurrentHashMap<>();
    private final Set<Key> keys = ConcurrentHashMap.newKeySet();

    /** A revoked key shares nothing either: who knows the key knows its share id. */
    void addKey(Key key, @Nullable String name, String keyHash, String shareHash, boolean revoked) {
      keys.add(key);
      callers.put(keyHash, Caller.withKey(key, name, revoked));
      if (!revoked) {
        projectByShare.put(shareHash, key.projectId());
      }
    }

    void addToken(Caller caller, String hash) {
      callers.put(hash, caller);
    }
  }
}

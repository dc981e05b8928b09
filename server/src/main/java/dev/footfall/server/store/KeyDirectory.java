package dev.footfall.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All keys, by hash, in memory: every post asks for one. The tables are the truth. */
final class KeyDirectory {
  private final AtomicInteger lastId = new AtomicInteger();
  private volatile Loaded loaded = new Loaded();

  private record Entry(Key key, String shareHash) {}

  void load(Connection connection) throws SQLException {
    Loaded fresh = new Loaded();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT project_id, id, key_hash, share_hash FROM keys")) {
      while (row.next()) {
        fresh.add(new Key(row.getInt(1), row.getInt(2)), row.getString(3), row.getString(4));
      }
    }
    // Projects are never deleted, and made with their first key: their ids show what was given out.
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(id) FROM projects")) {
      row.next();
      lastId.set(row.getInt(1));
    }
    loaded = fresh;
  }

  @Nullable Key find(String keyHash) {
    Entry entry = loaded.byKey.get(keyHash);
    return entry == null ? null : entry.key;
  }

  @Nullable Integer projectOfShare(String shareHash) {
    return loaded.projectByShare.get(shareHash);
  }

  boolean holds(Key key) {
    return loaded.live.contains(key);
  }

  Key insert(Connection connection, String keyHash, String shareHash, Instant now)
      throws SQLException {
    int id = lastId.incrementAndGet();
    try (PreparedStatement project =
            connection.prepareStatement("INSERT INTO projects VALUES (?, make_timestamp(?))");
        PreparedStatement key =
            connection.prepareStatement(
                "INSERT INTO keys VALUES (?, ?, ?, ?, make_timestamp(?))")) {
      project.setInt(1, id);
      project.setLong(2, Micros.of(now));
      project.execute();
      key.setInt(1, id);
      key.setInt(2, id);
      key.setString(3, keyHash);
      key.setString(4, shareHash);
      key.setLong(5, Micros.of(now));
      key.execute();
    }
    return new Key(id, id);
  }

  void remember(Key key, String keyHash, String shareHash) {
    loaded.add(key, keyHash, shareHash);
  }

  void forget(Key key) {
    loaded.remove(key);
  }

  /**
   * What one load found, and what came since. Loading again makes another and swaps it in whole, so
   * that a known key is found at any time.
   */
  private static final class Loaded {
    private final Map<String, Entry> byKey = new ConcurrentHashMap<>();
    private final Map<String, Integer> projectByShare = new ConcurrentHashMap<>();
    private final Set<Key> live = ConcurrentHashMap.newKeySet();

    void add(Key key, String keyHash, String shareHash) {
      live.add(key);
      byKey.put(keyHash, new Entry(key, shareHash));
      projectByShare.put(shareHash, key.projectId());
    }

    void remove(Key key) {
      live.remove(key);
      byKey.values().removeIf(entry -> removed(entry, key));
    }

    private boolean removed(Entry entry, Key key) {
      if (!entry.key.equals(key)) {
        return false;
      }
      projectByShare.remove(entry.shareHash);
      return true;
    }
  }
}

package dev.footfall.server.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Batches that are committed together. Each table is appended to in one go, so that the cost of a
 * commit does not grow with the number of small batches in it.
 */
final class BatchGroup {
  private final List<Batch> batches;
  private final KeyDirectory keys;
  private final BatchLedger ledger;
  private final IdSequence requestIds;
  private final IdSequence eventIds;

  private final List<Stored> outcomes = new ArrayList<>();
  private final List<Batch> fresh = new ArrayList<>();
  private final Map<BatchLedger.Id, Stored> freshIds = new HashMap<>();
  private long firstRequestId = Long.MAX_VALUE;
  private long firstEventId = Long.MAX_VALUE;
  private long newestMicros;
  private @Nullable LongSet purged;

  BatchGroup(
      List<Batch> batches,
      KeyDirectory keys,
      BatchLedger ledger,
      IdSequence requestIds,
      IdSequence eventIds) {
    this.batches = batches;
    this.keys = keys;
    this.ledger = ledger;
    this.requestIds = requestIds;
    this.eventIds = eventIds;
  }

  /** The outcomes in the order of the batches; complete after {@link #write}. */
  List<Stored> outcomes() {
    return outcomes;
  }

  /** Can be repeated: what an attempt that failed stored all the same is not stored again. */
  void write(DuckDBConnection connection) throws SQLException {
    if (requestIds.committed() >= firstRequestId || eventIds.committed() >= firstEventId) {
      return;
    }
    firstRequestId = requestIds.last() + 1;
    firstEventId = eventIds.last() + 1;
    outcomes.clear();
    fresh.clear();
    freshIds.clear();
    purged = null;
    for (Batch batch : batches) {
      outcomes.add(decide(connection, batch));
      newestMicros = Math.max(newestMicros, batch.receivedAtMicros());
    }
    appendRequests(connection);
    appendEvents(connection);
    appendDrops(connection);
    LossTable.reject(connection, fresh);
    replaceRoutes(connection);
    appendIds(connection);
    if (ledger.isPurgeDue(newestMicros)) {
      BatchLedger.purge(connection, newestMicros);
      purged = ledger.read(connection);
    }
  }

  /** To be called once the transaction is committed. */
  void remember() {
    if (purged != null) {
      ledger.replace(purged, newestMicros);
    }
    freshIds.keySet().forEach(ledger::remember);
    requestIds.commit();
    eventIds.commit();
  }

  /** To be called after {@link #remember}. */
  void noteIn(Revisions revisions) {
    for (Batch batch : fresh) {
      int project = batch.key().projectId();
      if (!batch.requests().isEmpty()) {
        revisions.cameRequests(project, Extent.of(batch.requests()));
      }
      if (!batch.routes().isEmpty()) {
        revisions.cameRoutes(project);
      }
      if (!batch.events().isEmpty()) {
        revisions.cameEvents(project);
      }
    }
  }

  private Stored decide(DuckDBConnection connection, Batch batch) throws SQLException {
    if (!keys.holds(batch.key())) {
      return Stored.KEY_GONE;
    }
    Stored stored = new Stored(batch.size(), batch.rejected());
    BatchLedger.Id id = BatchLedger.Id.of(batch);
    if (id != null) {
      Stored former = freshIds.get(id);
      if (former == null) {
        former = ledger.find(connection, id);
      }
      if (former != null) {
        return former.again();
      }
      freshIds.put(id, stored);
    }
    fresh.add(batch);
    return stored;
  }

  private boolean any(Predicate<Batch> test) {
    return fresh.stream().anyMatch(test);
  }

  private void appendRequests(DuckDBConnection connection) throws SQLException {
    if (any(batch -> !batch.requests().isEmpty())) {
      try (DuckDBAppender appender = connection.createAppender(RequestTable.NAME)) {
        for (Batch batch : fresh) {
          for (RequestRow row : batch.requests()) {
            RequestTable.append(appender, requestIds.next(), batch, row);
          }
        }
      }
    }
  }

  private void appendEvents(DuckDBConnection connection) throws SQLException {
    if (any(batch -> !batch.events().isEmpty())) {
      try (DuckDBAppender appender = connection.createAppender(EventTable.NAME)) {
        for (Batch batch : fresh) {
          for (EventRow row : batch.events()) {
            EventTable.append(appender, eventIds.next(), batch, row);
          }
        }
      }
    }
  }

  private void appendDrops(DuckDBConnection connection) throws SQLException {
    if (any(batch -> !batch.dropped().isEmpty())) {
      try (DuckDBAppender appender = connection.createAppender("drops")) {
        for (Batch batch : fresh) {
          for (Map.Entry<String, Long> drop : batch.dropped().entrySet()) {
            appender.beginRow();
            appendOwner(appender, batch);
            Rows.appendText(appender, batch.origin().instance());
            appender.append(drop.getKey());
            appender.append(drop.getValue().longValue());
            appender.endRow();
          }
        }
      }
    }
  }

  private void replaceRoutes(DuckDBConnection connection) throws SQLException {
    for (Batch batch : fresh) {
      if (!batch.routes().isEmpty()) {
        try (PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM routes WHERE project_id = ? AND service IS NOT DISTINCT FROM ?")) {
          delete.setInt(1, batch.key().projectId());
          delete.setString(2, batch.origin().service());
          delete.execute();
        }
        try (DuckDBAppender appender = connection.createAppender("routes")) {
          for (String route : batch.routes()) {
            appender.beginRow();
            appendOwner(appender, batch);
            appender.append(route);
            appender.endRow();
          }
        }
      }
    }
  }

  private void appendIds(DuckDBConnection connection) throws SQLException {
    if (!freshIds.isEmpty()) {
      try (DuckDBAppender appender = connection.createAppender("batches")) {
        for (Batch batch : fresh) {
          BatchLedger.Id id = BatchLedger.Id.of(batch);
          if (id != null) {
            ledger.append(
                appender,
                batch.key().keyId(),
                id,
                batch.receivedAtMicros(),
                new Stored(batch.size(), batch.rejected()));
          }
        }
      }
    }
  }

  private static void appendOwner(DuckDBAppender appender, Batch batch) throws SQLException {
    appender.append(batch.key().projectId());
    appender.append(batch.key().keyId());
    appender.appendEpochMicros(batch.receivedAtMicros());
    Rows.appendText(appender, batch.origin().service());
  }
}

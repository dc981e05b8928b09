package dev.footfall.server.store;

/** What a record can be. */
public enum RecordKind {
  REQUEST(RequestTable.NAME),
  EVENT(EventTable.NAME);

  private final String table;

  RecordKind(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }
}

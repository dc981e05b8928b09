package dev.footfall.server.store;

/** What requests can be read in the order of, beside their id. Equal ones are ordered by id. */
public enum RequestOrder {
  CREATED_AT("created_at"),
  RESPONSE_TIME("response_time_us");

  private final String column;

  RequestOrder(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }

  /** What the request is ordered by, to be compared with the column. */
  Sql value(StoredRequest request) {
    return this == CREATED_AT
        ? new Sql().bindTime(request.row().createdAtMicros())
        : new Sql().bind(request.row().responseTimeMicros());
  }
}

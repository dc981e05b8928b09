package dev.footfall;

/** Why a record did not reach the server. Each lost record is counted under exactly one. */
public enum DropReason {
  /** More requests finished than the queue holds before the shipper came by. */
  QUEUE_FULL,
  /** The server was away so long that the batches in memory reached {@code maxBufferedBytes}. */
  BUFFER_FULL,
  /** The server was away so long that the spool reached {@code maxSpoolBytes}. */
  SPOOL_FULL,
  /** The record's file in the spool was altered or torn; it is set aside there. */
  SPOOL_DAMAGED,
  /** The server refused the record itself. */
  REFUSED,
  /** The record grew older than {@code maxAge} before it could be sent. */
  EXPIRED,
  /** The server does not take this kind of record: events need a Footfall server. */
  UNSUPPORTED,
  /** {@code close} ran out of time before the record could be sent. */
  UNSENT_AT_CLOSE,
  /** The record came after {@code close}. */
  CLOSED
}

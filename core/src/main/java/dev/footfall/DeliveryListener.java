package dev.footfall;

/**
 * Hears what became of records. Called on the shipper's thread, never on a request's; an
 * implementation that blocks delays delivery, one that throws is logged and otherwise ignored.
 */
public interface DeliveryListener {

  /** The server has this many more records. */
  default void onDelivered(int records) {}

  /**
   * This many more records are lost. Not told of those that come after {@code close}: nobody is
   * left to tell.
   *
   * @param detail what happened, in words for a log
   */
  default void onDropped(int records, DropReason reason, String detail) {}
}

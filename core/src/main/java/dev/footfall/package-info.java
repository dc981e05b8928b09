/**
 * The Footfall client. Adapters translate a web framework's request to a {@link
 * dev.footfall.RequestView}; everything is decided here, on the path of a record:
 *
 * <ol>
 *   <li><b>read</b>, on the request's thread: {@link dev.footfall.Analytics} has the {@code
 *       RequestReader} take what the {@link dev.footfall.Config} allows and puts the {@code
 *       Capture} on the bounded {@code RecordQueue};
 *   <li><b>batch</b>, from here on the {@code Shipper}'s thread: {@code Intake} drains the queue,
 *       {@code Cleaner} makes a {@link dev.footfall.RequestRecord}, {@code Encoder} writes it into
 *       the {@code OpenBatch}, which leaves as a {@code Batch} when the {@code Schedule} says;
 *   <li><b>keep</b>: the {@code Outbox} holds batches until they are settled, in memory and, where
 *       a directory is set, in the {@code Spool};
 *   <li><b>send</b>: {@code Delivery} posts one batch at a time through the {@code Transport}, when
 *       {@code Turns}, {@code Pacer} and {@code Backoff} let it;
 *   <li><b>account</b>: a {@code Verdict} on the {@code Answer} settles the batch, the {@code
 *       Ledger} and {@code DeliveryLog} say so, and {@link dev.footfall.Stats} shows {@code
 *       recorded = delivered + dropped + queued + inFlight + spooled}.
 * </ol>
 */
@NullMarked
package dev.footfall;

import org.jspecify.annotations.NullMarked;

/**
 * The Footfall client. One record walks through it like this:
 *
 * <ol>
 *   <li>{@link dev.footfall.Analytics#record} takes from the request what the {@link
 *       dev.footfall.Config} allows and puts it into a bounded queue;
 *   <li>the shipper, one daemon thread, cleans it into a {@link dev.footfall.RequestRecord},
 *       encodes it and adds it to a batch;
 *   <li>full or due batches are posted, one at a time, and the answer settles the account that
 *       {@link dev.footfall.Analytics#stats} shows: {@code recorded = delivered + dropped + queued
 *       + inFlight + spooled}.
 * </ol>
 *
 * Web frameworks are translated to {@link dev.footfall.RequestView} by the adapters; everything is
 * decided here.
 */
@NullMarked
package dev.footfall;

import org.jspecify.annotations.NullMarked;

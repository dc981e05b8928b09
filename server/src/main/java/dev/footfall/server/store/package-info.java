/**
 * Where records are kept. {@link dev.footfall.server.store.Store} is all that the rest of the
 * server knows; {@code DuckStore} is its engine, with the tables' columns in {@code RequestTable}
 * and {@code EventTable}, keys in {@code KeyDirectory}, and in {@code BatchLedger} the ids of
 * batches, so that none is stored twice.
 */
@NullMarked
package dev.footfall.server.store;

import org.jspecify.annotations.NullMarked;

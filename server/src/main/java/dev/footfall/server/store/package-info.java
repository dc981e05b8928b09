/**
 * Where records are kept. {@link dev.footfall.server.store.Store} is all that the rest of the
 * server knows; {@code DuckStore} is its engine, with the tables' columns in {@code RequestTable}
 * and {@code EventTable}, and in {@code BatchLedger} the ids of batches, so that none is stored
 * twice. {@code Keyring} makes and revokes keys and tokens, which {@code KeyDirectory} has in
 * memory; {@code SettingsDirectory} what projects decide for themselves; {@code AuditLog} keeps who
 * changed what, {@code LossTable} how many records were lost, {@code SavedViews} the names of the
 * dashboard's addresses.
 */
@NullMarked
package dev.footfall.server.store;

import org.jspecify.annotations.NullMarked;

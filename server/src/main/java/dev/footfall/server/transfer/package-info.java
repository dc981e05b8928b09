/**
 * Takes records from files and other servers to a server, as a client of its posts; it runs in a
 * process of its own and touches no store. One walk: a {@code Source} gives {@code Entries}, which
 * a {@code Window} sorts into {@code Parcel}s that a {@code Remote} posts, while {@code Progress}
 * notes how far it came.
 */
@NullMarked
package dev.footfall.server.transfer;

import org.jspecify.annotations.NullMarked;

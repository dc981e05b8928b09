/**
 * Takes records from files and other servers to a server. As a command it is a client of the
 * server's posts, runs in a process of its own and touches no store. One walk: a {@code Source}
 * gives {@code Entries}, which a {@code Window} sorts into {@code Parcel}s that a {@code Remote}
 * posts, while {@code Progress} notes how far it came. An {@code Upload} is the end of that walk
 * within the server: what a file's entries become is the same, so nothing is stored twice whichever
 * way it comes.
 */
@NullMarked
package dev.footfall.server.transfer;

import org.jspecify.annotations.NullMarked;

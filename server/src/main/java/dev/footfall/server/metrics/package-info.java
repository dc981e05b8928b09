/** What the server counts of its own doing, to be read while it goes on. Known to all rooms. */
@NullMarked
package dev.footfall.server.metrics;

import org.jspecify.annotations.NullMarked;

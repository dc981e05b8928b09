/** From a post to a stored batch: decode, check, hand over, answer. */
@NullMarked
package dev.footfall.server.ingest;

import org.jspecify.annotations.NullMarked;

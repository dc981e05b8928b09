/** How what comes from outside is refused: known to all rooms that read it, and to no other. */
@NullMarked
package dev.footfall.server.refusal;

import org.jspecify.annotations.NullMarked;

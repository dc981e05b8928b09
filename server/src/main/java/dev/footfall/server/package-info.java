/** The self-hosted server. */
@NullMarked
package dev.footfall.server;

import org.jspecify.annotations.NullMarked;

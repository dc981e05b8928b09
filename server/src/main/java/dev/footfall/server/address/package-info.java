/**
 * Addresses of machines: as text, in blocks, and behind proxies. Pure functions; nothing is
 * resolved.
 */
@NullMarked
package dev.footfall.server.address;

import org.jspecify.annotations.NullMarked;

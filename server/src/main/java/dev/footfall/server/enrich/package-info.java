/**
 * What can be found out about a request from what was sent: pure functions of an agent's text, a
 * path, an address. {@link dev.footfall.server.enrich.Rules} numbers them, so that records told
 * apart by older ones are known.
 */
@NullMarked
package dev.footfall.server.enrich;

import org.jspecify.annotations.NullMarked;

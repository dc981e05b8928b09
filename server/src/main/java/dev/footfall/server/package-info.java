/**
 * The self-hosted server. {@code Main} reads the options, {@link
 * dev.footfall.server.FootfallServer} puts the rooms together, each of which knows only those
 * behind it: {@code web} answers HTTP, {@code ingest} takes posts in, {@code store} keeps what they
 * bring.
 */
@NullMarked
package dev.footfall.server;

import org.jspecify.annotations.NullMarked;

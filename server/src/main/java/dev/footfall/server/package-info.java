/**
 * The self-hosted server. {@code Main} reads the options, {@link
 * dev.footfall.server.FootfallServer} puts the rooms together, each of which knows only those
 * behind it: {@code web} answers HTTP, {@code answer} queries, {@code ingest} takes posts in and
 * {@code enrich} finds out about them, {@code store} keeps what they bring, {@code retention}
 * deletes what was kept long enough, {@code query} is the language of questions. {@code demo}
 * generates a year to look at. {@code transfer} stands apart: it takes records to a server from
 * outside.
 */
@NullMarked
package dev.footfall.server;

import org.jspecify.annotations.NullMarked;

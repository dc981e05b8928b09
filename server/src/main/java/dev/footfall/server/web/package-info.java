/** HTTP in front of ingest and store. */
@NullMarked
package dev.footfall.server.web;

import org.jspecify.annotations.NullMarked;

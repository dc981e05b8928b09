/** Where records are kept: one narrow interface and its DuckDB engine. */
@NullMarked
package dev.footfall.server.store;

import org.jspecify.annotations.NullMarked;

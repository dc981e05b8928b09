/**
 * What can be asked of the stored requests: a {@link dev.footfall.server.query.Query} is read from
 * JSON or from the search grammar, checked, and knows no SQL.
 */
@NullMarked
package dev.footfall.server.query;

import org.jspecify.annotations.NullMarked;

/**
 * Deletes what is kept long enough. {@link dev.footfall.server.retention.Retention} is the thread,
 * a {@code RetentionRun} what it does once an hour: by age, by number, by disuse.
 */
@NullMarked
package dev.footfall.server.retention;

import org.jspecify.annotations.NullMarked;

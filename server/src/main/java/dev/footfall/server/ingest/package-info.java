/**
 * From a post to a stored batch. {@code Admission} bounds what is read at once, {@code PostBody}
 * inflates, {@code PostReader} decodes it as a stream and {@code RecordCheck} judges each record;
 * the one thread of {@code Writer} commits all batches that wait, and only then a {@code Receipt}
 * or a {@code Refusal} is the answer.
 */
@NullMarked
package dev.footfall.server.ingest;

import org.jspecify.annotations.NullMarked;

package dev.footfall.server.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group and its figures, as the store has them; the key of time is the bucket's place.
 *
 * @param samples records behind it
 */
record Row(List<@Nullable Object> keys, List<@Nullable Number> figures, long samples) {}

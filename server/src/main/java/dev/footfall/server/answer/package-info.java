/**
 * Answers queries: {@link dev.footfall.server.answer.Answers} lets them in and stops them in time,
 * an {@code Inquiry} finds out what one is asked for, an {@code Explaining} what moved a figure, a
 * {@code Detecting} what was not as usual, from the {@link dev.footfall.server.store.Store} alone.
 */
@NullMarked
package dev.footfall.server.answer;

import org.jspecify.annotations.NullMarked;

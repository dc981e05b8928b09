/** What the applications' tests share. They are projects of their own, in {@code src/it}. */
@NullMarked
package dev.footfall.consumer;

import org.jspecify.annotations.NullMarked;

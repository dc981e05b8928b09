/** A small API on Javalin. */
@NullMarked
package dev.footfall.examples.javalin;

import org.jspecify.annotations.NullMarked;

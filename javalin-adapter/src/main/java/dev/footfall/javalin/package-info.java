/** The Footfall client as a Javalin plugin. */
@NullMarked
package dev.footfall.javalin;

import org.jspecify.annotations.NullMarked;

/**
 * A payments API on Javalin, as an example of an application that records its traffic. Footfall
 * shows up in three places: {@link dev.footfall.examples.javalin.PaymentsAnalytics} says what is
 * recorded, {@link dev.footfall.examples.javalin.Payments} registers the plugin, and {@code
 * PaymentsApi} tells of each refund in an event of its own.
 */
@NullMarked
package dev.footfall.examples.javalin;

import org.jspecify.annotations.NullMarked;

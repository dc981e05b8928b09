/**
 * The Footfall client as a Javalin plugin. {@link dev.footfall.javalin.AnalyticsPlugin} is all that
 * an application registers. Behind it, {@code Recording} puts a servlet filter first in Javalin's
 * Jetty context and keeps a client for as long as the server runs; {@code JavalinRequests} tells
 * that filter which endpoint's path a request has matched. What is recorded is decided elsewhere,
 * in {@link dev.footfall.Config}.
 */
@NullMarked
package dev.footfall.javalin;

import org.jspecify.annotations.NullMarked;

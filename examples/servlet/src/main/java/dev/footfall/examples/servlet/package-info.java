/**
 * A bookshop's web API on embedded Jetty, as an example of an application that records its traffic.
 * Footfall shows up in two places: {@link dev.footfall.examples.servlet.ShopAnalytics} says what is
 * recorded, and {@link dev.footfall.examples.servlet.Bookshop} registers the filter.
 */
@NullMarked
package dev.footfall.examples.servlet;

import org.jspecify.annotations.NullMarked;

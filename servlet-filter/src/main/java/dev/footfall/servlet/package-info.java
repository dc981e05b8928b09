/**
 * The Footfall client for jakarta.servlet containers from Servlet 5.0 up. {@link
 * dev.footfall.servlet.AnalyticsFilter} tells the client of each request when it is over; request
 * and response pass through it untouched.
 */
@NullMarked
package dev.footfall.servlet;

import org.jspecify.annotations.NullMarked;

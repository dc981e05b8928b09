/**
 * The Footfall client for jakarta.servlet containers from Servlet 5.0 up.
 *
 * <p>{@link dev.footfall.servlet.AnalyticsFilter} is what is registered; request and response pass
 * through it untouched. For each request it makes an {@code Exchange}, which waits for the end: on
 * return, on exception, when asynchronous processing completes, or after an error page. Then the
 * client reads the request through a {@code ServletRequestView}, and that asks a {@link
 * dev.footfall.servlet.ServletFramework} for route and user: {@code MappedServlet} where there are
 * only servlets, or what an adapter gives.
 */
@NullMarked
package dev.footfall.servlet;

import org.jspecify.annotations.NullMarked;

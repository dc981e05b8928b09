/**
 * The Footfall client in Spring Boot applications from 3.2 on, on servlets and on WebFlux.
 *
 * <p>{@link dev.footfall.spring.FootfallAutoConfiguration} turns {@code footfall.*} properties into
 * a client. {@code ServletRecording} registers the servlet filter in front of everything, {@code
 * ReactiveRecording} does the same around a WebFlux application. {@code RouteNote} and {@code
 * PrincipalNote} leave behind, deeper inside, what a request's end no longer knows. Health, meters
 * and the declared routes are there where their libraries are.
 */
@NullMarked
package dev.footfall.spring;

import org.jspecify.annotations.NullMarked;

/**
 * HTTP in front of ingest and store. {@code Endpoints} lists all calls, each with its handler and
 * its {@code Need}; {@code Access} and {@code SignUp} say who may do what, and {@code Errors} turns
 * whatever a handler throws into an answer.
 */
@NullMarked
package dev.footfall.server.web;

import org.jspecify.annotations.NullMarked;

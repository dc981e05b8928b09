/**
 * A generated year of a company's APIs, for whoever wants to look before there are records. {@code
 * Year} makes it from a seed and the instant of its end: {@code People} make visits in the {@code
 * Rhythm} of their day and week, each a few calls of the {@code Catalogue}'s routes, of which
 * {@code Weather} decides what they come to. {@code Stories} says what can be found in it. {@code
 * Demo} keeps it in a project of its own, which it fills through ingest, the newest days first.
 */
@NullMarked
package dev.footfall.server.demo;

import org.jspecify.annotations.NullMarked;

package dev.footfall.server.query;

/**
 * By what rows are sorted.
 *
 * @param column the column's place: dimensions first, then metrics
 */
public record Order(int column, boolean ascending) {}

package dev.footfall.server.query;

/**
 * @param column the column's place: dimensions first, then metrics
 */
public record Order(int column, boolean ascending) {}

package dev.footfall.server.store;

import java.util.Map;

/**
 * Requests whose derived fields older rules filled, or none: how many of each project that has
 * some, and between which ids.
 */
public record Outdated(Map<Integer, Long> records, long firstId, long lastId) {}

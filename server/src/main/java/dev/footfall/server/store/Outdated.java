package dev.footfall.server.store;

/** Requests whose derived fields older rules filled, or none: how many, and between which ids. */
public record Outdated(long records, long firstId, long lastId) {}

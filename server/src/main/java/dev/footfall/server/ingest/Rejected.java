package dev.footfall.server.ingest;

/** One record of a post that was refused alone. */
public record Rejected(int index, String field, String reason) {}

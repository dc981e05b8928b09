package dev.footfall.server.store;

/** A key as the store knows it: the project it writes to and its own number. */
public record Key(int projectId, int keyId) {}

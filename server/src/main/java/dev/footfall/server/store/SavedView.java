package dev.footfall.server.store;

import java.time.Instant;

/**
 * A name for an address of the dashboard.
 *
 * @param page what follows {@code /dashboard/}; empty: the overview
 * @param query what follows the question mark
 */
public record SavedView(int id, String name, String page, String query, Instant createdAt) {}

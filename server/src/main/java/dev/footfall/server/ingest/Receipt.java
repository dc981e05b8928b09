package dev.footfall.server.ingest;

import java.util.List;

/**
 * What became of a post.
 *
 * @param accepted records on disk
 * @param rejectedCount records refused; exact
 * @param rejected the first of those, with reasons
 * @param repeated whether it was stored before, and not again
 */
public record Receipt(int accepted, int rejectedCount, List<Rejected> rejected, boolean repeated) {}

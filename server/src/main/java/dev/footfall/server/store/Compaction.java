package dev.footfall.server.store;

import java.time.Duration;

/**
 * What writing the data file anew has brought.
 *
 * @param held how long nothing could be stored meanwhile
 */
public record Compaction(long bytesBefore, long bytesAfter, Duration took, Duration held) {}

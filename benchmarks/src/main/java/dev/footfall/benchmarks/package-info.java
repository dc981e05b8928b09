/**
 * What the library costs the application: the request path beside other filters, throughput on a
 * real server, the shipper's encoding, and the latency while the analytics server is ill. {@link
 * dev.footfall.benchmarks.Main} prints the tables.
 */
@NullMarked
package dev.footfall.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * What the library costs the application: the request path beside other filters, throughput on real
 * servers, the shipper's encoding, an application's start-up, and the latency while the analytics
 * server is ill. {@link dev.footfall.benchmarks.Main} prints the tables.
 */
@NullMarked
package dev.footfall.benchmarks;

import org.jspecify.annotations.NullMarked;

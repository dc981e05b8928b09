/**
 * What the library costs the application: the request path beside other filters, throughput on a
 * real server, and the shipper's encoding. {@link dev.footfall.benchmarks.Main} prints one table.
 */
@NullMarked
package dev.footfall.benchmarks;

import org.jspecify.annotations.NullMarked;

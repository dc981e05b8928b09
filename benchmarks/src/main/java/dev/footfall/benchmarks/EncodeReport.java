package dev.footfall.benchmarks;

import static dev.footfall.benchmarks.Table.figure;

import dev.footfall.EncodeBenchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;

/** Runs {@link EncodeBenchmark}. */
final class EncodeReport {

  private final Size size;

  EncodeReport(Size size) {
    this.size = size;
  }

  void addTo(Table table) throws RunnerException {
    Results perSecond =
        Results.run(
            size.of(EncodeBenchmark.class.getSimpleName()).mode(Mode.Throughput).threads(1));
    table.add("encode, records/s", figure(perSecond.score("encode")), "≥ 1,000,000");
    table.add("encode and gzip, records/s", figure(perSecond.score("encodeAndGzip")), "≥ 350,000");
    table.add("clean, hash, encode and gzip, records/s", figure(perSecond.score("wholeShipper")));
    table.add("a record encoded, B", figure(EncodeBenchmark.bytesPerRecord()));
    table.add(
        "a record encoded and gzipped, B", figure(EncodeBenchmark.gzippedBytesPerRecord()), "≤ 40");
  }
}

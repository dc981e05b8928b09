package dev.footfall.server.web;

import dev.footfall.server.answer.AnswerCounts;
import dev.footfall.server.answer.Answers;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.ingest.IngestCounts;
import dev.footfall.server.metrics.Timing;
import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the server counts, for Prometheus. Counting is done elsewhere and is cheap; this is made,
 * and what knows the format is loaded, when somebody asks.
 */
final class MetricsPage {
  private final IngestCounts ingest;
  private final Ingest writing;
  private final AnswerCounts answers;
  private final AccessLog calls;
  private final DataDisk disk;
  private final String version;

  MetricsPage(WebSettings settings, Ingest ingest, Answers answers, AccessLog calls) {
    this.writing = ingest;
    this.ingest = ingest.counts();
    this.answers = answers.counts();
    this.calls = calls;
    this.disk = new DataDisk(settings.database());
    this.version = settings.version();
  }

  void answer(Context ctx) throws IOException {
    OpenMetricsTextFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    ExpositionFormatWriter writer =
        openMetrics.accepts(ctx.header("Accept"))
            ? openMetrics
            : PrometheusTextFormatWriter.create();
    ctx.contentType(writer.getContentType());
    ctx.res().addHeader("Vary", "Accept");
    MetricSnapshots all = all();
    GzipAnswer.send(ctx, out -> writer.write(out, all));
  }

  private MetricSnapshots all() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    posts(all);
    queries(all);
    machine(all);
    return all.build();
  }

  private void posts(MetricSnapshots.Builder all) {
    all.metricSnapshot(
        counter("posts_accepted", "Posts of which something was stored.", "kind", ingest.posts()));
    all.metricSnapshot(
        counter("posts_repeated", "Posts that were stored before.", "kind", ingest.repeated()));
    all.metricSnapshot(
        counter("posts_refused", "Refused posts, by status.", "status", calls.refusedPosts()));
    all.metricSnapshot(counter("records_accepted", "Records.", "kind", ingest.accepted()));
    all.metricSnapshot(
        counter(
            "records_rejected",
            "Records that were rejected alone, by what is wrong with them.",
            "reason",
            ingest.rejected()));
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("footfall_posts_read_bytes")
            .help("JSON that was read, after decompression.")
            .dataPoint(point(Labels.EMPTY, ingest.bytes()))
            .build());
    all.metricSnapshot(
        histogram("commit_seconds", "Transactions that store records.", ingest.commits()));
    all.metricSnapshot(
        gauge("records_waiting", "Records that wait for the disk.", ingest.waitingRecords()));
    all.metricSnapshot(
        gauge(
            "derivation_pending_ids",
            "Ids whose records are still to be brought to the present rules.",
            ingest.idsToDerive()));
    all.metricSnapshot(
        gauge("trouble", "1 while nothing can be stored.", writing.trouble() == null ? 0 : 1));
  }

  private void queries(MetricSnapshots.Builder all) {
    all.metricSnapshot(
        counter("queries", "Queries, by how they came out.", "outcome", answers.outcomes()));
    all.metricSnapshot(histogram("query_seconds", "Queries, waiting included.", answers.times()));
    all.metricSnapshot(
        gauges("queries_running", "Queries at work, by their size.", answers.running()));
    all.metricSnapshot(
        gauges("queries_waiting", "Queries that wait for their turn.", answers.waiting()));
  }

  private void machine(MetricSnapshots.Builder all) {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    all.metricSnapshot(
        gauge("database_bytes", "The data file with its write-ahead log.", disk.usedBytes()));
    all.metricSnapshot(
        gauge("disk_free_bytes", "What is free on the disk of the data.", disk.freeBytes()));
    all.metricSnapshot(
        gauge("heap_free_bytes", "What the heap may still take.", runtime.maxMemory() - used));
    all.metricSnapshot(
        gauge(
            "uptime_seconds",
            "Since the process began.",
            ManagementFactory.getRuntimeMXBean().getUptime() / 1e3));
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name("footfall_build")
            .help("The server's version.")
            .dataPoint(
                InfoDataPointSnapshot.builder().labels(Labels.of("version", version)).build())
            .build());
  }

  private static CounterSnapshot counter(
      String name, String help, String label, Map<String, Long> counts) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name("footfall_" + name).help(help);
    counts.forEach((value, count) -> counter.dataPoint(point(Labels.of(label, value), count)));
    return counter.build();
  }

  private static CounterDataPointSnapshot point(Labels labels, Number count) {
    return CounterDataPointSnapshot.builder().labels(labels).value(count.doubleValue()).build();
  }

  private static GaugeSnapshot gauge(String name, String help, Number value) {
    return GaugeSnapshot.builder()
        .name("footfall_" + name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value.doubleValue()).build())
        .build();
  }

  private static GaugeSnapshot gauges(String name, String help, Map<String, Integer> bySize) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name("footfall_" + name).help(help);
    bySize.forEach(
        (size, value) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("size", size))
                    .value(value)
                    .build()));
    return gauge.build();
  }

  private static HistogramSnapshot histogram(String name, String help, Timing timing) {
    List<Double> bounds = new ArrayList<>(Timing.SECONDS);
    bounds.add(Double.POSITIVE_INFINITY);
    return HistogramSnapshot.builder()
        .name("footfall_" + name)
        .help(help)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(
                    ClassicHistogramBuckets.of(bounds, new ArrayList<Number>(timing.counts())))
                .sum(timing.sumSeconds())
                .build())
        .build();
  }
}

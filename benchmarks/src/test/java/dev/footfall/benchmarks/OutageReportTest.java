package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Keeps the report running; says nothing of its figures. */
class OutageReportTest {

  @Test
  void run_measuresEveryStateAndRecordsThroughout() throws Exception {
    OutageReport report = OutageReport.run(Size.SMOKE);

    assertThat(report.latencies().rows()).hasSize(1 + Outage.values().length);
    assertThat(report.accounts().rows())
        .hasSize(Outage.values().length)
        .allSatisfy(
            row -> {
              assertThat(row.get(2)).as("recorded").isEqualTo(row.get(1));
              assertThat(row.get(3)).as("delivered before").isNotEqualTo("0");
            });
  }
}
